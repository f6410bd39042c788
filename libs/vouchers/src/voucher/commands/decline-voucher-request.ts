import { type Context, type Decision, refused } from '../../shared/decision.js';
import { notRequested, voucherNotFound } from '../rules/voucher-rules.js';
import type { VoucherEvent } from '../voucher.events.js';
import type { Voucher } from '../voucher.state.js';

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
