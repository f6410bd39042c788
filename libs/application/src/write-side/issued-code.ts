import type { VoucherCodeReissued, VoucherIssued } from '#vouchers';
import { upcastEvent } from '#recorded-events';
import type { Extras } from './answer.js';
import type { Executed } from './outcome.js';
import type { HistoryEvent } from './stream-history.js';
import type { VoucherCodes } from './voucher-codes.js';

/** The code that a command made, now or when it came the first time, and the expiry of a voucher that it issued. */
export async function issuedCode(
  { events }: Executed,
  codes: VoucherCodes,
  candidateIdOf: () => Promise<string>,
): Promise<Extras> {
  const made = events.find(({ type }) => type === 'VoucherIssued' || type === 'VoucherCodeReissued');
  if (!made) return {};
  const event = upcastEvent<VoucherIssued | VoucherCodeReissued, HistoryEvent>(made);
  const code = await codes.reveal(event.data.code, await candidateIdOf());
  return {
    ...(code !== undefined && { code }),
    ...(event.type === 'VoucherIssued' && { expiresAt: event.data.expiresAt }),
  };
}
