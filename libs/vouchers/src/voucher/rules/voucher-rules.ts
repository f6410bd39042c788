import type { Rule } from '../../shared/decision.js';
import type { Refusal } from '../../shared/refusal.js';
import { isInForce, isIssued, type IssuedVoucher, type Voucher } from '../voucher.state.js';
import type { Instant } from '../../shared/calendar.js';

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

export function notActive(voucher: Exclude<Voucher, { status: 'none' }>, now: Instant): Refusal {
  const isOverdue = voucher.status === 'active' && now > voucher.expiresAt;
  return {
    code: 'VOUCHER_NOT_ACTIVE',
    detail: `The voucher is not active: it is ${isOverdue ? 'expired' : voucher.status}.`,
  };
}

/** Why a voucher cannot be approved or declined: rule 18, or that it is in force already. */
export function notRequested(voucher: Exclude<Voucher, { status: 'none' }>, now: Instant): Refusal {
  if (!isIssued(voucher) || !isInForce(voucher, now)) return notActive(voucher, now);
  return {
    code: 'VOUCHER_NOT_REQUESTED',
    detail: `Only an open request can be approved or declined; this voucher is ${voucher.status}.`,
  };
}
