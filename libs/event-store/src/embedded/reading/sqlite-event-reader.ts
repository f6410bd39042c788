import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { limitParameter, prepare, type Database, type Statement } from '#sqlite';
import {
  type AllPage,
  DEFAULT_LIMIT,
  type EventReader,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
} from '../../port/index.js';
import { checkStream } from '../../validation/events.js';
import { checkFilter, checkLimit, checkPosition, checkRevision } from '../../validation/ranges.js';
import type { DatabaseReads } from './database-reads.js';
import { DecodedStreams } from './decoded-streams.js';
import { EVENT_COLUMNS, positionOf, StoredEvent, type EventRow } from './event-rows.js';
import { readLogPage } from './log-page.js';
import { LogQueries } from './log-queries.js';
import { FIRST_VISIBLE, isExpired } from './visible.js';

/** Reads on the calling thread, over a connection of its own: the writer neither waits for it nor keeps it waiting. */
export class SqliteEventReader implements EventReader {
  readonly #forwards: Statement<EventRow>;
  readonly #backwards: Statement<EventRow>;
  readonly #log: LogQueries;
  readonly #decoded = new DecodedStreams();

  constructor(
    database: Database,
    private readonly reads: DatabaseReads,
  ) {
    const ofStream = `SELECT ${EVENT_COLUMNS}
      FROM streams AS s LEFT JOIN stream_limits AS l ON l.stream = s.name
      CROSS JOIN events AS e ON e.stream = s.id
      WHERE s.name = ?1 AND NOT ${isExpired('?2')}`;
    const tuples = { tuples: true };
    const limit = limitParameter('?4');
    this.#forwards = prepare(
      database,
      `${ofStream} AND e.revision >= max(?3, ${FIRST_VISIBLE}) ORDER BY e.revision ${limit}`,
      tuples,
    );
    this.#backwards = prepare(
      database,
      `${ofStream} AND e.revision BETWEEN ${FIRST_VISIBLE} AND ?3 ORDER BY e.revision DESC ${limit}`,
      tuples,
    );
    this.#log = new LogQueries(database);
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    const { direction = 'forwards', from, limit = DEFAULT_LIMIT } = options;
    checkStream(stream);
    checkRevision(from);
    checkLimit('limit', limit);
    const rows = this.reads.run(() =>
      direction === 'forwards'
        ? this.#forwards.all(stream, Date.now(), from ?? 0, limit)
        : this.#backwards.all(stream, Date.now(), from ?? Number.MAX_SAFE_INTEGER, limit),
    );
    // One event alone is soon decoded, and would take the place of the stream.
    const isFromStart = direction === 'forwards' && (from ?? 0) === 0 && limit > 1;
    return this.reads.decode(() =>
      isFromStart ? this.#decoded.decode(stream, rows) : rows.map((row) => new StoredEvent(row)),
    );
  }

  /** Lets the event loop turn first: a loop over pages must not starve it. */
  async readAll(options: ReadAllOptions = {}): Promise<AllPage> {
    const { direction = 'forwards', after, limit = DEFAULT_LIMIT, filter } = options;
    checkPosition(after);
    checkFilter(filter);
    checkLimit('limit', limit);
    await turnOfTheLoop();
    const { rows, position, end } = readLogPage(
      { direction, limit, ...(after !== undefined && { after }) },
      this.reads.headNumber(),
      (range) => this.reads.run(() => this.#log.scan(range, filter, limit)),
      positionOf,
    );
    return { events: this.reads.decode(() => rows.map((row) => new StoredEvent(row))), position, end };
  }

  async headPosition(): Promise<Position> {
    return BigInt(this.reads.headNumber());
  }
}
