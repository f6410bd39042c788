import { Command } from '@nestjs/cqrs';
import type { VoucherCommand } from '#vouchers';
import type { CommandResult } from '../command-result.js';
import type { Envelope } from '../envelope.js';
import type { VoucherReference } from '../voucher-reference.js';

/**
 * What a client says of a voucher that exists. The offer as it stands and a new code, which approving and
 * reissuing need, are put in by the handler.
 */
export type VoucherChange =
  | Exclude<VoucherCommand, { type: 'RequestVoucher' | 'ApproveVoucherRequest' | 'ReissueVoucherCode' }>
  | { readonly type: 'ApproveVoucherRequest' }
  | { readonly type: 'ReissueVoucherCode'; readonly reason: string };

/** Any command on a voucher that was requested before. */
export class ChangeVoucher extends Command<CommandResult> {
  constructor(
    readonly voucher: VoucherReference,
    readonly change: VoucherChange,
    readonly envelope: Envelope,
  ) {
    super();
  }
}
