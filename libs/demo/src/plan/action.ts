import type { Envelope, VoucherChange, VoucherRequest } from '#application';
import type { Instant, OfferCommand, RefusalCode } from '#vouchers';

/** What the rules make of a command: events, no change, or a refusal. */
export type Outcome = 'recorded' | 'unchanged' | RefusalCode;

/** A command as the bus takes it. */
export type Command =
  | { readonly about: 'offer'; readonly offerId: string; readonly command: OfferCommand }
  | { readonly about: 'request'; readonly request: VoucherRequest }
  | { readonly about: 'voucher'; readonly voucherId: string; readonly change: VoucherChange }
  | { readonly about: 'candidate'; readonly candidateId: string; readonly reason: string };

/** One command at one moment of the programme. */
export interface Action {
  readonly at: Instant;
  /** What is about the same subject happens one after the other. */
  readonly subject: string;
  readonly command: Command;
  readonly envelope: Envelope;
  readonly expected: Outcome;
}
