import { Query } from '@nestjs/cqrs';
import type { ProjectionName } from '#read-models';
import type { VoucherReference } from '../voucher-reference.js';
import type { HistoryInPages } from '../history/views.js';
import type {
  ActivityDay,
  Expiring,
  ExamStatistics,
  OfferView,
  Overview,
  Page,
  VoucherSummary,
  VoucherView,
} from './views.js';

/**
 * The projections that a query reads, whoever asks it: who waits for a position waits for these, and the position of
 * the answer is theirs.
 */
export type Reads = readonly [ProjectionName, ...ProjectionName[]];

/** An answer of read models, and the position up to which these have seen events. */
export interface Answer<Body> {
  readonly body: Body;
  readonly position: bigint;
}

export interface Paging {
  /** 1 to 200. */
  readonly limit: number;
  /** `nextCursor` of the previous page. */
  readonly cursor?: string;
}

/** What lists are sorted by unless something else is asked for. */
export const DEFAULT_ORDERS = { vouchers: '-requestedAt', offers: 'offerId' } as const;

/**
 * A voucher as it stands, or as it was.
 *
 * @throws NotFound `VOUCHER_NOT_FOUND`, also when it was named by a code that is no longer its own
 * @throws InvalidArgument when `asOf` cannot be understood
 * @throws NotYetVisible when it was requested just now, and the read models do not get there in time
 */
export class GetVoucher extends Query<Answer<VoucherView>> {
  static readonly reads: Reads = ['vouchers', 'offers', 'candidates'];

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

/** All that is named must hold; nothing named finds every voucher. */
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

/** A page of the vouchers that a search finds. @throws InvalidArgument for a cursor of another list or order */
export class FindVouchers extends Query<Answer<Page<VoucherSummary>>> {
  static readonly reads: Reads = ['vouchers', 'candidates'];

  constructor(
    readonly search: VoucherSearch,
    readonly paging: Paging,
    /** Whether names and e-mails may be answered. */
    readonly withPersonalData: boolean,
  ) {
    super();
  }
}

/** Every event of a voucher with the state after each. @throws NotFound as `GetVoucher` does */
export class GetVoucherHistory extends Query<Answer<HistoryInPages>> {
  /** A voucher is found by its code in them; the history itself is read from the events. */
  static readonly reads: Reads = ['vouchers'];

  constructor(readonly voucher: VoucherReference) {
    super();
  }
}

/** A page of all offers. @throws InvalidArgument for a cursor of another list */
export class ListOffers extends Query<Answer<Page<OfferView>>> {
  static readonly reads: Reads = ['offers', 'vouchers'];

  constructor(readonly paging: Paging) {
    super();
  }
}

/** @throws NotFound `OFFER_NOT_FOUND` */
export class GetOffer extends Query<Answer<OfferView>> {
  static readonly reads: Reads = ['offers', 'vouchers'];

  constructor(readonly offerId: string) {
    super();
  }
}

/** Funnel and figures of an offer; without `offerId` of the whole programme. */
export class GetOverview extends Query<Answer<Overview>> {
  static readonly reads: Reads = ['vouchers', 'retakes'];

  constructor(readonly offerId?: string) {
    super();
  }
}

/** Of every exam that was booked; with `prefix` of one prefix, with `offerId` under one offer. */
export class GetExamStatistics extends Query<Answer<{ readonly items: readonly ExamStatistics[] }>> {
  static readonly reads: Reads = ['vouchers'];

  constructor(
    readonly prefix?: string,
    readonly offerId?: string,
  ) {
    super();
  }
}

/** What happened on each day. Days are UTC days, both included. */
export class GetActivity extends Query<Answer<{ readonly items: readonly ActivityDay[] }>> {
  static readonly reads: Reads = ['activity'];

  constructor(
    readonly from?: string,
    readonly to?: string,
    readonly offerId?: string,
  ) {
    super();
  }
}

/** How many vouchers end within the next days, of an offer or of the whole programme. */
export class GetExpiring extends Query<Answer<Expiring>> {
  static readonly reads: Reads = ['vouchers'];

  constructor(readonly offerId?: string) {
    super();
  }
}
