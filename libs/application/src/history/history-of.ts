import { type ChainVerdict, verifyStream } from '#audit';
import type { RecordedEvent } from '#event-store';
import { type EventMetadata, metadataOf, upcastEvent } from '#recorded-events';
import { evolveVoucher, initialVoucher, type Voucher, type VoucherEvent } from '#vouchers';
import type { HistoryItem, VoucherHistory } from '../queries/views.js';
import { voucherFacts } from '../queries/voucher-view.js';

/** Every event of a voucher with the state after each, and whether their hash chain holds. */
export function historyOf(events: readonly RecordedEvent[]): VoucherHistory {
  const verdict = verifyStream(events);
  const states = statesOf(events, verdict);
  const items = events.map((event, index): HistoryItem => {
    const { revision, position, id, type, data, metadata } = event;
    // Tampering may have left nothing of it.
    const { recordedAt = '' } = metadataOf(event) as Partial<EventMetadata>;
    const state = states[index] ?? UNREADABLE;
    return { revision, position: position.toString(), id, type, data, metadata, recordedAt, state };
  });
  return { items, ...verdict };
}

/** In place of the state, from the first event on that was tampered with so that it cannot be understood. */
const UNREADABLE = { status: 'unreadable' };

/** The state after each event, up to the first of a broken chain that cannot be understood. */
function statesOf(events: readonly RecordedEvent[], { firstBroken = Infinity }: ChainVerdict): object[] {
  const states: object[] = [];
  let voucher: Voucher = initialVoucher;
  for (const event of events) {
    try {
      voucher = evolveVoucher(voucher, upcastEvent<VoucherEvent>(event));
      states.push(factsOf(voucher));
    } catch (error) {
      if (event.revision < firstBroken) throw error;
      break;
    }
  }
  return states;
}

function factsOf(voucher: Voucher): object {
  return voucher.status === 'none' ? { status: 'none' } : voucherFacts(voucher);
}
