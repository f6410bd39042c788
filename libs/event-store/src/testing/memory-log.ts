import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import {
  type AllPage,
  DEFAULT_LIMIT,
  type EventReader,
  matcher,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  StoreUnavailable,
} from '../port/index.js';
import { checkStream } from '../validation/events.js';
import { checkFilter, checkLimit, checkPosition, checkRevision } from '../validation/ranges.js';

/** All events in the order of their positions, and by stream in the order of their revisions. */
export class MemoryLog implements EventReader {
  isClosed = false;
  readonly #events: RecordedEvent[] = [];
  readonly #streams = new Map<string, RecordedEvent[]>();

  /** All events of a stream. */
  stream(name: string): readonly RecordedEvent[] {
    return this.#streams.get(name) ?? [];
  }

  /** Gives the event its place at the end of its stream and of the log. */
  add(stream: string, event: Omit<RecordedEvent, 'stream' | 'revision' | 'position'>): RecordedEvent {
    const before = this.#streams.get(stream) ?? [];
    const position = BigInt(this.#events.length + 1);
    const recorded = { ...event, stream, revision: before.length, position };
    before.push(recorded);
    this.#streams.set(stream, before);
    this.#events.push(recorded);
    return recorded;
  }

  async readStream(
    stream: string,
    { direction = 'forwards', from, limit = DEFAULT_LIMIT }: ReadStreamOptions = {},
  ): Promise<readonly RecordedEvent[]> {
    this.requireOpen();
    checkStream(stream);
    checkRevision(from);
    checkLimit('limit', limit);
    const events = this.stream(stream);
    return direction === 'forwards'
      ? events.slice(from ?? 0, (from ?? 0) + limit)
      : events
          .slice(0, (from ?? events.length) + 1)
          .toReversed()
          .slice(0, limit);
  }

  async readAll(options: ReadAllOptions = {}): Promise<AllPage> {
    const { direction = 'forwards', after, limit = DEFAULT_LIMIT, filter } = options;
    this.requireOpen();
    checkPosition(after);
    checkFilter(filter);
    checkLimit('limit', limit);
    await turnOfTheLoop();
    const isForwards = direction === 'forwards';
    const beyond = isForwards
      ? this.#events.slice(Number(after ?? 0n))
      : this.#events.slice(0, after === undefined ? undefined : Math.max(0, Number(after) - 1)).toReversed();
    const events = beyond.filter(matcher(filter)).slice(0, limit);
    const end = events.length < limit || events.at(-1) === beyond.at(-1);
    const ends = isForwards ? await this.headPosition() : (beyond.at(-1)?.position ?? after ?? 0n);
    return { events, position: end ? ends : (events.at(-1)?.position ?? ends), end };
  }

  async headPosition(): Promise<Position> {
    this.requireOpen();
    return BigInt(this.#events.length);
  }

  /** @throws StoreUnavailable */
  requireOpen(): void {
    if (this.isClosed) throw new StoreUnavailable('The event store in memory has been closed.');
  }
}
