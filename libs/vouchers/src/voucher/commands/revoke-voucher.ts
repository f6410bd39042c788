import { active } from '../rules/voucher-rules.js';
import { onIssuedVoucher } from './on-issued-voucher.js';

export interface RevokeVoucher {
  readonly type: 'RevokeVoucher';
  readonly reason: string;
}

export const revokeVoucher = onIssuedVoucher<RevokeVoucher>([active], ({ reason }, { offerId }, { now }) => [
  { type: 'VoucherRevoked', data: { offerId, reason, revokedAt: now } },
]);
