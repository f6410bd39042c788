import type { RecordedEvent } from '#event-store';
import { initialVoucher, isIssued } from '#vouchers';
import { noSuchVoucher } from '../errors.js';
import { evolvedBy } from '../history/evolved-by.js';
import type { VoucherReference } from '../voucher-reference.js';

/**
 * A voucher is found by its code in a read model, which may be a moment behind: what was replaced just now is
 * found there still, and must not work any more.
 *
 * @param events all of the voucher
 * @throws NotFound when the voucher was named by a code that is no longer its own
 */
export async function requireCurrentCode(
  events: AsyncIterable<readonly RecordedEvent[]>,
  { codeHash }: VoucherReference,
): Promise<void> {
  if (codeHash === undefined) return;
  let voucher = initialVoucher;
  for await (const page of events) voucher = evolvedBy(page, voucher);
  if (!isIssued(voucher) || voucher.codeHash !== codeHash) throw noSuchVoucher();
}
