import { isIssued, type VoucherCodeReissued, type VoucherIssued } from '#vouchers';
import { upcastEvent } from '#recorded-events';
import type { Extras } from './answer.js';
import type { Executed } from './outcome.js';
import { voucherDecider } from './decider.js';
import type { StreamHistories } from './stream-histories.js';
import type { VoucherCodes } from './voucher-codes.js';

/**
 * The code that a command made, and the expiry of a voucher that it issued. Read back from the store: of two
 * requests with one command id that raced, only one code was recorded, and both have to answer that.
 */
export async function issuedCode(
  executed: Executed,
  histories: StreamHistories,
  codes: VoucherCodes,
): Promise<Extras> {
  const made = executed.events.find(({ type }) => type === 'VoucherIssued' || type === 'VoucherCodeReissued');
  if (!made) return {};
  const { events, state } = await histories.load(executed.stream, voucherDecider);
  const stored = events[made.revision];
  if (!stored || !isIssued(state)) return {};
  const event = upcastEvent<VoucherIssued | VoucherCodeReissued>(stored);
  const code = await codes.reveal(event.data.code, state.candidateId);
  return {
    ...(code !== undefined && { code }),
    ...(event.type === 'VoucherIssued' && { expiresAt: event.data.expiresAt }),
  };
}
