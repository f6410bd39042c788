import type { NewCode } from '../issue.js';
import { active } from '../rules/voucher-rules.js';
import { onIssuedVoucher } from './on-issued-voucher.js';

/** The old code stops working. */
export interface ReissueVoucherCode {
  readonly type: 'ReissueVoucherCode';
  readonly newCode: NewCode;
  readonly reason: string;
}

export const reissueVoucherCode = onIssuedVoucher<ReissueVoucherCode>(
  [active],
  ({ newCode, reason }, { offerId }) => [
    { type: 'VoucherCodeReissued', data: { offerId, code: newCode.sealed, codeHash: newCode.hash, reason } },
  ],
);
