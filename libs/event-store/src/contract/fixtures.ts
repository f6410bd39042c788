import { randomUUID } from 'node:crypto';
import type { EventFilter, EventStore, NewEvent, Position, RecordedEvent } from '../port/index.js';

export interface OpenedStore {
  readonly store: EventStore;
  readonly close: () => Promise<void>;
}

/** One store for all tests of a group; they keep apart by fresh stream names. */
export function useStore(open: () => Promise<OpenedStore>): () => EventStore {
  let opened: OpenedStore | undefined;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened?.close());
  return () => {
    if (!opened) throw new TypeError('The store is open only while tests run.');
    return opened.store;
  };
}

export function newStream(category = 'contract'): string {
  return `${category}-${randomUUID()}`;
}

/** A category of its own, for tests that read all events: `test` and 32 hexadecimal digits, without a dash. */
export function newCategory(): string {
  return `test${randomUUID().replaceAll('-', '')}`;
}

export function newEvent(type = 'SomethingHappened', data: NewEvent['data'] = { note: 'plain' }): NewEvent {
  return { id: randomUUID(), type, data, metadata: { actor: 'contract' } };
}

export function newEvents(count: number, type?: string): readonly NewEvent[] {
  return Array.from({ length: count }, (_, index) => newEvent(type, { index }));
}

export function idsOf(events: readonly NewEvent[]): readonly string[] {
  return events.map(({ id }) => id);
}

export interface Pages {
  readonly direction?: 'forwards' | 'backwards';
  readonly after?: Position;
  readonly limit?: number;
  readonly filter?: EventFilter;
}

/** Reads page after page to the end. */
export async function readToEnd(store: EventStore, options: Pages): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  let page = await store.readAll(options);
  events.push(...page.events);
  while (!page.end) {
    page = await store.readAll({ ...options, after: page.position });
    events.push(...page.events);
  }
  return events;
}

/** Pulls batches until the condition holds for all of them, then leaves the loop. */
export async function pullUntil<Batch>(
  batches: AsyncIterable<Batch>,
  condition: (all: readonly Batch[]) => boolean,
): Promise<readonly Batch[]> {
  const all: Batch[] = [];
  for await (const batch of batches) {
    all.push(batch);
    if (condition(all)) break;
  }
  return all;
}

/** How many events the batches have: what a condition of `pullUntil` can count again for every batch that comes. */
export function countOf(batches: readonly { events: readonly unknown[] }[]): number {
  return batches.reduce((count, { events }) => count + events.length, 0);
}

export function eventsOf(batches: readonly { events: readonly RecordedEvent[] }[]): readonly RecordedEvent[] {
  return batches.flatMap(({ events }) => events);
}
