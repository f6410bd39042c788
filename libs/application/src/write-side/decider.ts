import type { ProgrammeEvent } from '#recorded-events';
import {
  type CandidateEvent,
  type Candidate,
  decideCandidate,
  decideOffer,
  decideVoucher,
  type Context,
  type Decision,
  type EraseCandidate,
  evolveCandidate,
  evolveOffer,
  evolveVoucher,
  initialCandidate,
  initialOffer,
  initialVoucher,
  type Instant,
  occurredAt,
  type Offer,
  type OfferCommand,
  type OfferEvent,
  type Voucher,
  type VoucherCommand,
  type VoucherEvent,
} from '#vouchers';

/** An aggregate as the write side needs it. All functions are pure. */
export interface Decider<Command, State, Event extends ProgrammeEvent> {
  readonly initial: State;
  evolve(state: State, event: Event): State;
  decide(command: Command, state: State, context: Context): Decision<Event>;
  occurredAt(event: Event, now: Instant): Instant;
}

/** For what happens when it is decided. */
export const happensNow = (_event: unknown, now: Instant): Instant => now;

export const voucherDecider: Decider<VoucherCommand, Voucher, VoucherEvent> = {
  initial: initialVoucher,
  evolve: evolveVoucher,
  decide: decideVoucher,
  occurredAt,
};

export const offerDecider: Decider<OfferCommand, Offer, OfferEvent> = {
  initial: initialOffer,
  evolve: evolveOffer,
  decide: decideOffer,
  occurredAt: happensNow,
};

export const candidateDecider: Decider<EraseCandidate, Candidate, CandidateEvent> = {
  initial: initialCandidate,
  evolve: evolveCandidate,
  decide: decideCandidate,
  occurredAt: happensNow,
};
