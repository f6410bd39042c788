import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type ChainVerdict, verifyStream } from '#audit';
import type { EventStore, RecordedEvent } from '#event-store';
import { ReadModels, upcastEvent } from '#read-models';
import { evolveVoucher, initialVoucher, type Voucher, voucherStream } from '#vouchers';
import { EVENT_STORE } from '../ports.js';
import { type EventMetadata, metadataOf } from '../write-side/metadata.js';
import { readStreamFrom } from '../write-side/stream-history.js';
import { requireCurrentCode, voucherNotFound } from './current-code.js';
import { type Answer, GetVoucherHistory } from './queries.js';
import { positionOf } from './positions.js';
import type { HistoryItem, VoucherHistory } from './views.js';
import { voucherFacts } from './voucher-view.js';

/** Answered from the events themselves, so that it never lags. */
@QueryHandler(GetVoucherHistory)
export class GetVoucherHistoryHandler implements IQueryHandler<GetVoucherHistory> {
  /** By what they follow from: a store may answer the very same events again, while nothing has changed on its disk. */
  readonly #known = new WeakMap<readonly RecordedEvent[], VoucherHistory>();

  constructor(
    @Inject(EVENT_STORE) private readonly eventStore: EventStore,
    private readonly readModels: ReadModels,
  ) {}

  async execute({ voucher }: GetVoucherHistory): Promise<Answer<VoucherHistory>> {
    const position = await positionOf(this.readModels, 'vouchers');
    const events = await readStreamFrom(this.eventStore, voucherStream(voucher.voucherId));
    if (events.length === 0) throw voucherNotFound();
    requireCurrentCode(events, voucher);
    const body = this.#known.get(events) ?? historyOf(events);
    this.#known.set(events, body);
    return { body, position };
  }
}

/** Every event of a voucher with the state after each, and whether their hash chain holds. */
export function historyOf(events: readonly RecordedEvent[]): VoucherHistory {
  const verdict = verifyStream(events);
  const states = statesOf(events, verdict);
  const items = events.map((event, index): HistoryItem => {
    const { revision, position, id, type, data, metadata } = event;
    // Whoever tampers may leave nothing of it.
    const { recordedAt = '' } = metadataOf(event) as Partial<EventMetadata>;
    const state = states[index] ?? UNREADABLE;
    return { revision, position: position.toString(), id, type, data, metadata, recordedAt, state };
  });
  return { items, ...verdict };
}

/** Instead of the state, from an event on that was tampered with so that it can no longer be understood. */
const UNREADABLE = { status: 'unreadable' };

/** The state after each event, up to the first of a broken chain that cannot be understood. */
function statesOf(events: readonly RecordedEvent[], { firstBroken = Infinity }: ChainVerdict): object[] {
  const states: object[] = [];
  let voucher: Voucher = initialVoucher;
  for (const event of events) {
    try {
      voucher = evolveVoucher(voucher, upcastEvent(event));
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
