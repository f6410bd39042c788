import {
  type AllBatch,
  type AllPage,
  type AllSubscriptionOptions,
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  matcher,
  type NewEvent,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  type StreamBatch,
  type StreamSubscriptionOptions,
} from '#event-store';
import { WrongExpectedRevision } from '#event-store';
import { Notice } from '../notice.js';

/** The event store's port in memory: a reference for the read side's tests, where thousands of stores are needed. */
export class MemoryEventStore implements EventStore {
  readonly #log: RecordedEvent[] = [];
  readonly #streams = new Map<string, RecordedEvent[]>();
  readonly #appended = new Notice();
  readonly #closed = new AbortController();

  async append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
  ): Promise<AppendResult> {
    const recorded = this.#streams.get(stream) ?? [];
    const ids = events.map(({ id }) => id);
    const first = recorded.findIndex(({ id }) => id === ids[0]);
    const repeated = first === -1 ? [] : recorded.slice(first, first + ids.length);
    if (repeated.length > 0 && repeated.every(({ id }, index) => id === ids[index])) return last(repeated);
    const actual = recorded.at(-1)?.revision ?? 'no_stream';
    if (!isExpected(expected, actual)) throw new WrongExpectedRevision(stream, expected, actual);
    for (const event of events) {
      const copy = JSON.parse(JSON.stringify(event)) as NewEvent;
      const position = BigInt(this.#log.length + 1);
      const written = { ...copy, stream, revision: recorded.length, position, createdAt: new Date() };
      recorded.push(written);
      this.#log.push(written);
    }
    this.#streams.set(stream, recorded);
    this.#appended.give();
    return last(recorded);
  }

  async readStream(
    stream: string,
    { direction = 'forwards', from, limit = 1_000 }: ReadStreamOptions = {},
  ): Promise<readonly RecordedEvent[]> {
    const recorded = this.#streams.get(stream) ?? [];
    if (direction === 'forwards') return recorded.slice(from ?? 0, (from ?? 0) + limit);
    return recorded
      .slice(0, (from ?? recorded.length) + 1)
      .reverse()
      .slice(0, limit);
  }

  async readAll({
    direction = 'forwards',
    after,
    limit = 1_000,
    filter,
  }: ReadAllOptions = {}): Promise<AllPage> {
    const keeps = matcher(filter);
    if (direction === 'backwards') {
      const before = this.#log.slice(0, after === undefined ? undefined : Number(after) - 1).reverse();
      const events = before.filter(keeps).slice(0, limit);
      const end = events.length < limit;
      return { events, position: end ? 0n : (events.at(-1)?.position ?? 0n), end };
    }
    const events: RecordedEvent[] = [];
    let position = Number(after ?? 0n);
    for (; position < this.#log.length && events.length < limit; position += 1) {
      const event = this.#log[position];
      if (event && keeps(event)) events.push(event);
    }
    return { events, position: BigInt(position), end: position >= this.#log.length };
  }

  async headPosition(): Promise<bigint> {
    return BigInt(this.#log.length);
  }

  async *subscribeToAll({
    after = 0n,
    batchSize = 500,
    filter,
    signal,
  }: AllSubscriptionOptions = {}): AsyncIterable<AllBatch> {
    const ends = AbortSignal.any([this.#closed.signal, ...(signal ? [signal] : [])]);
    for (let position = after, met = false; !ends.aborted;) {
      const page = await this.readAll({ after: position, limit: batchSize, ...(filter && { filter }) });
      if (page.position > position || !met) {
        ({ position } = page);
        met = page.end;
        yield { events: page.events, position, caughtUp: page.end };
      } else await this.#appended.wait(ends);
    }
  }

  async *subscribeToStream(
    stream: string,
    { after = -1, batchSize = 500, signal }: StreamSubscriptionOptions = {},
  ): AsyncIterable<StreamBatch> {
    const ends = AbortSignal.any([this.#closed.signal, ...(signal ? [signal] : [])]);
    for (let revision = after, met = false; !ends.aborted;) {
      const events = await this.readStream(stream, { from: revision + 1, limit: batchSize });
      if (events.length > 0 || !met) {
        revision = events.at(-1)?.revision ?? revision;
        met = events.length < batchSize;
        yield { events, revision, caughtUp: met };
      } else await this.#appended.wait(ends);
    }
  }

  async close(): Promise<void> {
    this.#closed.abort();
  }
}

function isExpected(expected: ExpectedRevision, actual: number | 'no_stream'): boolean {
  if (expected === 'any' || expected === actual) return true;
  return expected === 'stream_exists' && actual !== 'no_stream';
}

function last(events: readonly RecordedEvent[]): AppendResult {
  const { revision = -1, position = 0n } = events.at(-1) ?? {};
  return { revision, position };
}
