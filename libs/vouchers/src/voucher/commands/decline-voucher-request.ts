import { type Decision, refused } from '../../shared/decision.js';
import type { Refusal } from '../../shared/refusal.js';
import { voucherNotFound } from '../rules/voucher-rules.js';
import type { VoucherEvent } from '../voucher.events.js';
import type { Voucher, VoucherStatus } from '../voucher.state.js';

export interface DeclineVoucherRequest {
  readonly type: 'DeclineVoucherRequest';
  readonly reason: string;
}

export function declineVoucherRequest(
  { reason }: DeclineVoucherRequest,
  voucher: Voucher,
): Decision<VoucherEvent> {
  if (voucher.status === 'none') return refused(voucherNotFound);
  if (voucher.status !== 'requested') return refused(notRequested(voucher.status));
  return { refusals: [], events: [{ type: 'VoucherDeclined', data: { offerId: voucher.offerId, reason } }] };
}

export function notRequested(status: VoucherStatus): Refusal {
  return {
    code: 'VOUCHER_NOT_REQUESTED',
    detail: `Only an open request can be approved or declined; this voucher is ${status}.`,
  };
}
