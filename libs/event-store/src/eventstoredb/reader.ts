import {
  BACKWARDS,
  END,
  START,
  type AllStreamResolvedEvent,
  type EventStoreDBClient,
  type ReadAllOptions as ClientReadAllOptions,
  type ReadStreamOptions as ClientReadStreamOptions,
  type ResolvedEvent,
} from '@eventstore/db-client';
import {
  type AllPage,
  DEFAULT_LIMIT,
  type EventReader,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
} from '../port/index.js';
import { checkStream } from '../validation/events.js';
import { checkFilter, checkLimit, checkPosition, checkRevision } from '../validation/ranges.js';
import { collect } from './collect.js';
import { isStreamNotFound, readFailure } from './failures.js';
import { logPage } from './log-page.js';
import { positionOf, revisionOf, toRecordedEvent } from './recorded-event.js';

/** Events that a filtered read looks at, or as many as it may answer: the client cannot filter a read on the server. */
const FILTER_WINDOW = 500;

/** Reads through the leader, so that what was appended is there. */
export class Reader implements EventReader {
  constructor(
    private readonly client: EventStoreDBClient,
    /** Milliseconds without a word after which a read is given up. */
    private readonly silence: number,
  ) {}

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    const { direction = 'forwards', limit = DEFAULT_LIMIT } = options;
    checkStream(stream);
    checkRevision(options.from);
    checkLimit('limit', limit);
    const step = direction === BACKWARDS ? -1 : 1;
    const events: RecordedEvent[] = [];
    let from = options.from;
    // More than once only where system events stood among the others: links, which are not shown.
    while (events.length < limit && (from === undefined || from >= 0)) {
      const maxCount = limit - events.length;
      const fromRevision = from === undefined ? undefined : BigInt(from);
      const page = await this.#stream(stream, {
        direction,
        maxCount,
        ...(fromRevision !== undefined && { fromRevision }),
      });
      events.push(...page.flatMap((resolved) => toRecordedEvent(resolved) ?? []));
      const last = page.at(-1);
      const revision = last && revisionOf(last);
      if (page.length < maxCount || revision === undefined) break;
      from = revision + step;
    }
    return events;
  }

  async readAll(options: ReadAllOptions = {}): Promise<AllPage> {
    const { direction = 'forwards', after, limit = DEFAULT_LIMIT, filter } = options;
    checkPosition(after);
    checkFilter(filter);
    checkLimit('limit', limit);
    const isBackwards = direction === BACKWARDS;
    const window = filter ? Math.max(limit, FILTER_WINDOW) : limit;
    const fromPosition = isBackwards ? await this.#lastBefore(after) : startAt(after);
    // One more: read positions are inclusive, `after` is not.
    const maxCount = window + 1;
    const read = await this.#all({ direction, maxCount, fromPosition });
    const isLast = read.length < maxCount;
    return logPage(read, { after, isBackwards, limit, isLast, ...(filter && { filter }) });
  }

  /** Also where the last event is one that the server keeps for itself: subscriptions come by there too. */
  async headPosition(): Promise<Position> {
    const [last] = await this.#all({ direction: BACKWARDS, fromPosition: END, maxCount: 1 });
    return (last && positionOf(last)) ?? 0n;
  }

  /** A server refuses to read backwards from a position beyond its last. */
  async #lastBefore(after: Position | undefined): Promise<NonNullable<ClientReadAllOptions['fromPosition']>> {
    return after === undefined || after > (await this.headPosition()) ? END : startAt(after);
  }

  async #stream(stream: string, options: ClientReadStreamOptions): Promise<readonly ResolvedEvent[]> {
    const { direction, fromRevision = direction === BACKWARDS ? END : START } = options;
    try {
      const read = this.client.readStream(stream, { ...options, fromRevision, requiresLeader: true });
      return await collect<ResolvedEvent>(read, this.silence);
    } catch (error) {
      if (isStreamNotFound(error)) return [];
      throw readFailure(error, stream);
    }
  }

  async #all(options: ClientReadAllOptions): Promise<readonly AllStreamResolvedEvent[]> {
    try {
      return await collect(this.client.readAll({ ...options, requiresLeader: true }), this.silence);
    } catch (error) {
      throw readFailure(error);
    }
  }
}

/** Where a read or a subscription begins; 0 is no event's position. */
export function startAt(after: Position = 0n): typeof START | { commit: Position; prepare: Position } {
  return after === 0n ? START : { commit: after, prepare: after };
}
