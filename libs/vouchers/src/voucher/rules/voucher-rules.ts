import type { Rule } from '../../shared/decision.js';
import type { Refusal } from '../../shared/refusal.js';
import { type IssuedVoucher, isInForce, type Voucher } from '../voucher.state.js';

/** Rule 5. A completed voucher is past this rule: the rules about its exams say more precisely what is used up. */
export const inForce: Rule<unknown, IssuedVoucher> = (_command, voucher, { now }) =>
  isInForce(voucher, now) ? undefined : notActive(voucher, now);

/** Rule 5, where a completed voucher is closed too. */
export const active: Rule<unknown, IssuedVoucher> = (_command, voucher, { now }) =>
  voucher.status === 'active' && now <= voucher.expiresAt ? undefined : notActive(voucher, now);

export const voucherNotFound: Refusal = {
  code: 'VOUCHER_NOT_FOUND',
  detail: 'There is no voucher with this id or code.',
};

export function notActive(voucher: Exclude<Voucher, { status: 'none' }>, now: string): Refusal {
  const isOverdue = voucher.status === 'active' && now > voucher.expiresAt;
  return {
    code: 'VOUCHER_NOT_ACTIVE',
    detail: `The voucher is not active: it is ${isOverdue ? 'expired' : voucher.status}.`,
  };
}
