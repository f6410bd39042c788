import { LocalCommits } from '../embedded/subscribing/commit-signal.js';
import { PullingSubscriber } from '../embedded/subscribing/pulling-subscriber.js';
import {
  type AllBatch,
  type AllPage,
  type AllSubscriptionOptions,
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  type JsonObject,
  type NewEvent,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  type StreamBatch,
  type StreamSubscriptionOptions,
  WrongExpectedRevision,
} from '../port/index.js';
import {
  checkExpectedRevision,
  checkStream,
  type SerializedEvent,
  serializeEvents,
} from '../validation/events.js';
import { MemoryLog } from './memory-log.js';

/** An event store in memory, for tests that need thousands of them: it passes the contract of the port. */
export class MemoryEventStore implements EventStore {
  readonly #log = new MemoryLog();
  readonly #commits = new LocalCommits();
  readonly #subscriber = new PullingSubscriber(this.#log, this.#commits);

  async append(
    stream: string,
    newEvents: readonly NewEvent[],
    expected: ExpectedRevision,
  ): Promise<AppendResult> {
    this.#log.requireOpen();
    checkStream(stream);
    checkExpectedRevision(expected);
    const { events } = serializeEvents(newEvents);
    const before = this.#log.stream(stream);
    const last = repeated(before, events, stream, expected) ?? this.#add(stream, events);
    return { revision: last.revision, position: last.position };
  }

  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]> {
    return this.#log.readStream(stream, options);
  }

  readAll(options?: ReadAllOptions): Promise<AllPage> {
    return this.#log.readAll(options);
  }

  headPosition(): Promise<Position> {
    return this.#log.headPosition();
  }

  subscribeToAll(options?: AllSubscriptionOptions): AsyncIterable<AllBatch> {
    return this.#subscriber.subscribeToAll(options);
  }

  subscribeToStream(stream: string, options?: StreamSubscriptionOptions): AsyncIterable<StreamBatch> {
    return this.#subscriber.subscribeToStream(stream, options);
  }

  async close(): Promise<void> {
    this.#log.isClosed = true;
    this.#commits.close();
  }

  /** @returns the last of them */
  #add(stream: string, events: readonly SerializedEvent[]): RecordedEvent {
    const recorded = events.map(({ data, metadata, ...event }) =>
      this.#log.add(stream, {
        ...event,
        data: JSON.parse(data) as JsonObject,
        metadata: JSON.parse(metadata) as JsonObject,
        createdAt: new Date(),
      }),
    );
    this.#commits.committed();
    return recorded.at(-1) as RecordedEvent;
  }
}

/**
 * The last of the events where they are recorded already: with an exact revision behind that, else anywhere.
 *
 * @returns `undefined` where they are to be added
 * @throws WrongExpectedRevision
 */
function repeated(
  before: readonly RecordedEvent[],
  events: readonly SerializedEvent[],
  stream: string,
  expected: ExpectedRevision,
): RecordedEvent | undefined {
  const actual = before.length - 1;
  const exact = expected === 'no_stream' ? -1 : typeof expected === 'number' ? expected : undefined;
  if (exact === actual) return undefined;
  const found = events.map(({ id }, index) =>
    exact === undefined
      ? before.findLast((event) => event.id === id)
      : before.slice(exact + 1 + index, exact + 2 + index).find((event) => event.id === id),
  );
  if (found.every((event) => event !== undefined)) return found.at(-1);
  const isNew = found[0] === undefined && exact === undefined;
  if (isNew && (expected === 'any' || before.length > 0)) return undefined;
  throw new WrongExpectedRevision(stream, expected, before.length === 0 ? 'no_stream' : actual);
}
