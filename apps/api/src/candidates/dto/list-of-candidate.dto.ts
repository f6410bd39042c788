import { DEFAULT_ORDERS } from '#application';
import { checkCursor, PagingDto } from '../../http/paging.dto.js';

/** Of the vouchers of one candidate. */
export class ListOfCandidateDto extends PagingDto {
  static check(query: ListOfCandidateDto): void {
    checkCursor(query, DEFAULT_ORDERS.vouchers);
  }
}
