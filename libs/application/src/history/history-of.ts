import { StreamVerifier } from '#audit';
import type { RecordedEvent } from '#event-store';
import { type EventMetadata, metadataOf, upcastEvent } from '#recorded-events';
import { evolveVoucher, initialVoucher, type Voucher, type VoucherEvent } from '#vouchers';
import type { HistoryItem, VoucherHistory } from './views.js';
import { voucherFacts } from './voucher-facts.js';

/** Every event of a voucher with the state after each, and whether their hash chain holds. */
export function historyOf(events: readonly RecordedEvent[]): VoucherHistory {
  return new VoucherFold().historyOf(events);
}

/** The same in pages, each with the verdict on all events up to its end. */
export async function* historiesOf(
  pages: AsyncIterable<readonly RecordedEvent[]>,
): AsyncGenerator<VoucherHistory, void> {
  const fold = new VoucherFold();
  for await (const events of pages) yield fold.historyOf(events);
}

/** In place of the state, from the first event on that was tampered with so that it cannot be understood. */
const UNREADABLE = { status: 'unreadable' };

class VoucherFold {
  readonly #chain = new StreamVerifier();
  #firstBroken: number | undefined;
  /** `undefined` once it cannot be told any more. */
  #voucher: Voucher | undefined = initialVoucher;

  /** @param events those that come next */
  historyOf(events: readonly RecordedEvent[]): VoucherHistory {
    const items = events.map((event) => this.#itemOf(event));
    const firstBroken = this.#firstBroken;
    return firstBroken === undefined ? { items, verified: true } : { items, verified: false, firstBroken };
  }

  #itemOf(event: RecordedEvent): HistoryItem {
    const { revision, position, id, type, data, metadata } = event;
    if (!this.#chain.accepts(event)) this.#firstBroken ??= revision;
    // Tampering may have left nothing of it.
    const { recordedAt = '' } = metadataOf(event) as Partial<EventMetadata>;
    const state = this.#stateAfter(event);
    return { revision, position: position.toString(), id, type, data, metadata, recordedAt, state };
  }

  #stateAfter(event: RecordedEvent): object {
    if (!this.#voucher) return UNREADABLE;
    try {
      this.#voucher = evolveVoucher(this.#voucher, upcastEvent<VoucherEvent>(event));
      return factsOf(this.#voucher);
    } catch (error) {
      if (this.#firstBroken === undefined) throw error;
      this.#voucher = undefined;
      return UNREADABLE;
    }
  }
}

function factsOf(voucher: Voucher): object {
  return voucher.status === 'none' ? { status: 'none' } : voucherFacts(voucher);
}
