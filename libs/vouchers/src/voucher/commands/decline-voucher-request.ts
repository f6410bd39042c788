import { type Context, type Decision, refused } from '../../shared/decision.js';
import type { Instant } from '../../shared/calendar.js';
import type { Refusal } from '../../shared/refusal.js';
import { notActive, voucherNotFound } from '../rules/voucher-rules.js';
import type { VoucherEvent } from '../voucher.events.js';
import { isInForce, isIssued, type Voucher } from '../voucher.state.js';

export interface DeclineVoucherRequest {
  readonly type: 'DeclineVoucherRequest';
  readonly reason: string;
}

export function declineVoucherRequest(
  { reason }: DeclineVoucherRequest,
  voucher: Voucher,
  { now }: Context,
): Decision<VoucherEvent> {
  if (voucher.status === 'none') return refused(voucherNotFound);
  if (voucher.status !== 'requested') return refused(notRequested(voucher, now));
  return { refusals: [], events: [{ type: 'VoucherDeclined', data: { offerId: voucher.offerId, reason } }] };
}

/** Rule 18, and what is left to say of a voucher that is in force. */
export function notRequested(voucher: Exclude<Voucher, { status: 'none' }>, now: Instant): Refusal {
  if (!isIssued(voucher) || !isInForce(voucher, now)) return notActive(voucher, now);
  return {
    code: 'VOUCHER_NOT_REQUESTED',
    detail: `Only an open request can be approved or declined; this voucher is ${voucher.status}.`,
  };
}
