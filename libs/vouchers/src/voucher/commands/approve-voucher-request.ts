import { type Offer, offerNotFound } from '../../offer/offer.state.js';
import { type Context, type Decision, refused } from '../../shared/decision.js';
import { issuedEvent, type NewCode } from '../issue.js';
import { refuseNamedExams } from '../rules/exam-rules.js';
import { notRequested, voucherNotFound } from '../rules/voucher-rules.js';
import type { VoucherEvent } from '../voucher.events.js';
import type { Voucher } from '../voucher.state.js';

/** The voucher is issued under the offer's terms of this moment. */
export interface ApproveVoucherRequest {
  readonly type: 'ApproveVoucherRequest';
  readonly offer: Offer;
  readonly newCode: NewCode;
}

export function approveVoucherRequest(
  { offer, newCode }: ApproveVoucherRequest,
  voucher: Voucher,
  { now }: Context,
): Decision<VoucherEvent> {
  if (voucher.status === 'none') return refused(voucherNotFound);
  if (voucher.status !== 'requested') return refused(notRequested(voucher, now));
  if (offer.status === 'none') return refused(offerNotFound);
  const refusals = refuseNamedExams(voucher.exams, offer.terms);
  if (refusals.length > 0) return refused(...refusals);
  const issued = issuedEvent(offer, newCode, now);
  return 'code' in issued ? refused(issued) : { refusals, events: [issued] };
}
