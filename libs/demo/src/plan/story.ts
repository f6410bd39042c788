import type { VoucherChange } from '#application';
import type { Instant, Voucher } from '#vouchers';
import type { Outcome } from './action.js';

/** Who does something: the portal for candidates, the provider, staff, or the clock. */
export type Party = 'portal' | 'provider' | 'staff' | 'deadlines';

/** What a party does to the candidate's latest voucher, or to the candidate. */
export type Deed =
  | { readonly type: 'RequestVoucher'; readonly exams?: readonly string[] }
  | { readonly type: 'EraseCandidate'; readonly reason: string }
  | VoucherChange;

export interface Step {
  readonly at: Instant;
  readonly by: Party;
  readonly deed: Deed;
}

/** What came of a step. */
export interface Happened {
  readonly outcome: Outcome;
  /** The candidate's latest voucher as it is now. */
  readonly voucher: Voucher;
}

/**
 * What a candidate lives through, step by step in the order of time. After each step the story is told what came of
 * it; it is not told to its end where the programme ends before.
 */
export type Story<Result = void> = Generator<Step, Result, Happened>;
