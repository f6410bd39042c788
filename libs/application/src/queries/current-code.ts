import type { RecordedEvent } from '#event-store';
import { evolveVoucher, initialVoucher, isIssued, type Voucher, type VoucherEvent } from '#vouchers';
import { upcastEvent } from '#recorded-events';
import { noSuchVoucher } from '../errors.js';
import type { VoucherReference } from '../voucher-reference.js';

/**
 * A voucher is found by its code in a read model, which may be a moment behind: what was replaced just now is
 * found there still, and must not work any more.
 *
 * @param events all of the voucher
 * @throws NotFound when the voucher was named by a code that is no longer its own
 */
export function requireCurrentCode(events: readonly RecordedEvent[], { codeHash }: VoucherReference): void {
  if (codeHash === undefined) return;
  const voucher = voucherOf(events);
  if (!isIssued(voucher) || voucher.codeHash !== codeHash) throw noSuchVoucher();
}

/** The voucher that these events make. */
export function voucherOf(events: readonly RecordedEvent[]): Voucher {
  return events.reduce<Voucher>(
    (voucher, event) => evolveVoucher(voucher, upcastEvent<VoucherEvent>(event)),
    initialVoucher,
  );
}
