import { DEFAULT_ORDERS, type VoucherSearch } from '#application';
import type { VoucherStatus } from '#vouchers';
import { checkCursor, PagingDto } from '../../http/paging.dto.js';
import {
  CandidateIdField,
  EmailField,
  LONGEST_EXAM_CODE,
  OfferIdField,
  OneOf,
  Text,
} from '../../validation/text.js';
import { QueryInstantField } from '../../validation/time.js';
import { VOUCHER_STATUSES } from '../views/statuses.js';

const ORDERS = ['requestedAt', '-requestedAt', 'expiresAt', '-expiresAt'] as const;

export class FindVouchersDto extends PagingDto {
  @OneOf(VOUCHER_STATUSES, { description: 'Only with this status.', example: 'active', optional: true })
  readonly status?: VoucherStatus;

  @OfferIdField({ description: 'Only of this offer.', optional: true })
  readonly offerId?: string;

  @Text({ max: LONGEST_EXAM_CODE, description: 'Only with this exam.', example: '070-480', optional: true })
  readonly examCode?: string;

  @CandidateIdField({ description: 'Only of this candidate.', optional: true })
  readonly candidateId?: string;

  @EmailField({
    description: 'Only of the candidate with this address; needs `personal-data:read`.',
    optional: true,
  })
  readonly email?: string;

  @QueryInstantField({
    description: 'Only those that end before this instant.',
    example: '2014-06-01T00:00:00Z',
    optional: true,
  })
  readonly expiresBefore?: string;

  @OneOf(ORDERS, {
    description: 'Order, with `-` for descending. Default `-requestedAt`.',
    example: '-requestedAt',
    optional: true,
  })
  readonly sort?: (typeof ORDERS)[number];

  static check(query: FindVouchersDto): void {
    checkCursor(query, query.sort ?? DEFAULT_ORDERS.vouchers);
  }
}

/** The search alone, without what is said of paging and freshness. */
export function searchOf(query: FindVouchersDto): VoucherSearch {
  const { waitFor: _1, timeoutMs: _2, limit: _3, cursor: _4, ...search } = query;
  return search;
}
