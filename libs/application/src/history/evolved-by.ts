import type { RecordedEvent } from '#event-store';
import { upcastEvent } from '#recorded-events';
import { evolveVoucher, type Voucher, type VoucherEvent } from '#vouchers';

/** The voucher after these events. */
export function evolvedBy(events: readonly RecordedEvent[], before: Voucher): Voucher {
  return events.reduce((voucher, event) => evolveVoucher(voucher, upcastEvent<VoucherEvent>(event)), before);
}
