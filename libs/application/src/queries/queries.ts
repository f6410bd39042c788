import { Query } from '@nestjs/cqrs';
import type { VoucherReference } from '../voucher-reference.js';
import type {
  ActivityDay,
  Expiring,
  ExamStatistics,
  OfferView,
  Overview,
  Page,
  VoucherHistory,
  VoucherSummary,
  VoucherView,
} from './views.js';

/** An answer of a read model, and the position up to which that has seen events. */
export interface Answer<Body> {
  readonly body: Body;
  readonly position: bigint;
}

export interface Paging {
  /** 1 to 200. */
  readonly limit: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string;
}

/** What lists are sorted by unless something else is asked for. */
export const DEFAULT_ORDERS = { vouchers: '-requestedAt', offers: 'offerId' } as const;

export class GetVoucher extends Query<Answer<VoucherView>> {
  constructor(
    readonly voucher: VoucherReference,
    /** Whether names and e-mails may be answered. */
    readonly withPersonalData: boolean,
    /** `r5`, `p123` or an instant by `recordedAt`: the voucher as it was then. */
    readonly asOf?: string,
  ) {
    super();
  }
}

export interface VoucherSearch {
  readonly status?: string;
  readonly offerId?: string;
  readonly examCode?: string;
  readonly candidateId?: string;
  readonly email?: string;
  /** Instant, exclusive. */
  readonly expiresBefore?: string;
  /** Field, with `-` before it for descending order. Default `-requestedAt`. */
  readonly sort?: 'requestedAt' | '-requestedAt' | 'expiresAt' | '-expiresAt';
}

export class FindVouchers extends Query<Answer<Page<VoucherSummary>>> {
  constructor(
    readonly search: VoucherSearch,
    readonly paging: Paging,
    readonly withPersonalData: boolean,
  ) {
    super();
  }
}

export class GetVoucherHistory extends Query<Answer<VoucherHistory>> {
  constructor(readonly voucher: VoucherReference) {
    super();
  }
}

export class ListOffers extends Query<Answer<Page<OfferView>>> {
  constructor(readonly paging: Paging) {
    super();
  }
}

export class GetOffer extends Query<Answer<OfferView>> {
  constructor(readonly offerId: string) {
    super();
  }
}

/** Without `offerId` the whole programme. */
export class GetOverview extends Query<Answer<Overview>> {
  constructor(readonly offerId?: string) {
    super();
  }
}

export class GetExamStatistics extends Query<Answer<{ readonly items: readonly ExamStatistics[] }>> {
  constructor(
    readonly prefix?: string,
    readonly offerId?: string,
  ) {
    super();
  }
}

/** Days are UTC days, both included. */
export class GetActivity extends Query<Answer<{ readonly items: readonly ActivityDay[] }>> {
  constructor(
    readonly from?: string,
    readonly to?: string,
    readonly offerId?: string,
  ) {
    super();
  }
}

export class GetExpiring extends Query<Answer<Expiring>> {
  constructor(readonly offerId?: string) {
    super();
  }
}
