import { DEFAULT_ORDERS } from '#application';
import { checkCursor, PagingDto } from '../../http/paging.dto.js';

export class ListOffersDto extends PagingDto {
  static check(query: ListOffersDto): void {
    checkCursor(query, DEFAULT_ORDERS.offers);
  }
}
