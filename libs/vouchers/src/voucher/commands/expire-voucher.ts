import { type Context, type Decision, refused, unchanged } from '../../shared/decision.js';
import { isRetakeUsed } from '../exam-entry.js';
import { voucherNotFound } from '../rules/voucher-rules.js';
import type { VoucherEvent, VoucherExpired } from '../voucher.events.js';
import { examAllowance, isIssued, type IssuedVoucher, type Voucher } from '../voucher.state.js';

/** The clock's command. It changes nothing before the expiry instant has passed, and nothing the second time. */
export interface ExpireVoucher {
  readonly type: 'ExpireVoucher';
}

export function expireVoucher(
  _command: ExpireVoucher,
  voucher: Voucher,
  { now }: Context,
): Decision<VoucherEvent> {
  if (voucher.status === 'none') return refused(voucherNotFound);
  if (!isIssued(voucher) || voucher.status !== 'active' || now <= voucher.expiresAt) return unchanged;
  const { offerId, expiresAt } = voucher;
  return {
    refusals: [],
    events: [{ type: 'VoucherExpired', data: { offerId, expiresAt, unused: unusedOf(voucher) } }],
  };
}

function unusedOf(voucher: IssuedVoucher): VoucherExpired['data']['unused'] {
  const entries = Object.values(voucher.entries);
  const spent = entries.filter(({ first }) => first.sitting ?? first.forfeited);
  const waiting = entries.filter((entry) => entry.retake && !isRetakeUsed(entry));
  return {
    firstSittings: examAllowance(voucher) - spent.length,
    retakes: waiting.map(({ examCode }) => examCode),
  };
}
