import { type Context, type Decision, refused } from '../../shared/decision.js';
import type { ExamCode } from '../../shared/exam-code.js';
import { isOpen, type Offer, offerNotFound } from '../../offer/offer.state.js';
import { issuedEvent, type NewCode } from '../issue.js';
import { refuseNamedExams } from '../rules/exam-rules.js';
import type { BlindHash, Sealed, VoucherEvent } from '../voucher.events.js';
import type { Voucher } from '../voucher.state.js';
import type { CandidateId, VoucherId } from '../voucher.stream.js';

export interface RequestVoucher {
  readonly type: 'RequestVoucher';
  /** `voucherIdOf(offer, candidate, ordinal)`: the append expects no stream under it. */
  readonly voucherId: VoucherId;
  /** The offer as it stands. */
  readonly offer: Offer;
  readonly candidateId: CandidateId;
  readonly ordinal: number;
  /** Vouchers and open requests that the candidate has under the offer; declined requests do not count. */
  readonly alreadyHeld: number;
  readonly candidate: Sealed;
  readonly emailHash: BlindHash;
  /** Exams that the voucher is to be for; without them any eligible exam may be bound. */
  readonly exams?: readonly ExamCode[];
  /** The code that the voucher gets if it is issued at once. */
  readonly newCode: NewCode;
}

export function requestVoucher(
  command: RequestVoucher,
  voucher: Voucher,
  { now }: Context,
): Decision<VoucherEvent> {
  const { offer, alreadyHeld } = command;
  if (offer.status === 'none') return refused(offerNotFound);
  const exams = [...new Set(command.exams ?? [])];
  const refusals = refuseNamedExams(exams, offer.terms).slice();
  if (voucher.status !== 'none' || alreadyHeld >= offer.terms.vouchersPerCandidate) {
    refusals.unshift({
      code: 'CANDIDATE_LIMIT_REACHED',
      detail: `A candidate can have ${offer.terms.vouchersPerCandidate} voucher(s) of offer ${offer.offerId}.`,
    });
  }
  if (!isOpen(offer, now)) {
    refusals.unshift({
      code: 'OFFER_NOT_OPEN',
      detail: `Offer ${offer.offerId} ${offer.status === 'closed' ? 'was closed' : `is open from ${offer.terms.opensOn} to ${offer.terms.closesOn}`}.`,
    });
  }
  if (refusals.length > 0) return refused(...refusals);
  const requested = requestedEvent(command, offer.offerId, exams);
  if (offer.terms.approval === 'manual') return { refusals, events: [requested] };
  const issued = issuedEvent(offer, command.newCode, now);
  return 'code' in issued ? refused(issued) : { refusals, events: [requested, issued] };
}

function requestedEvent(command: RequestVoucher, offerId: string, exams: readonly ExamCode[]): VoucherEvent {
  const { voucherId, candidateId, ordinal, candidate, emailHash } = command;
  return {
    type: 'VoucherRequested',
    data: {
      offerId,
      voucherId,
      candidateId,
      ordinal,
      candidate,
      emailHash,
      ...(exams.length > 0 && { exams }),
    },
  };
}
