import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { limitParameter, prepare, type Database } from '#sqlite';
import type { Position } from '../../port/index.js';
import { checkLimit, checkPosition, checkRevision } from '../../validation/ranges.js';
import type { DatabaseReads } from '../reading/database-reads.js';
import { readLogPage } from '../reading/log-page.js';
import { REMOVED } from '../writing/stream-limits.js';
import { originalStreamOf } from '../stream-names.js';
import { FIRST_VISIBLE } from '../reading/visible.js';
import { checkLogStream } from './check-log-stream.js';
import type { LogAllOptions, LogPage, LogStreamOptions, LogStreamPage } from './embedded-log.js';
import { LOG_COLUMNS, positionOf, RAW_CONTENT, toLogEvent, type LogRow } from './log-rows.js';
import { readPageOfRows } from './page-of-rows.js';
import { LogScan } from './log-scan.js';

interface StreamState {
  readonly id: number;
  readonly last: number | null;
  readonly first: number;
  readonly maxAge: number | null;
  readonly tombstone: number;
}

/** Reads the log with its bytes, on the calling thread. */
export class LogReader {
  readonly #state;
  readonly #forwards;
  readonly #backwards;
  readonly #scan: LogScan;

  constructor(
    database: Database,
    private readonly reads: DatabaseReads,
  ) {
    this.#state = prepare<StreamState>(
      database,
      `SELECT s.id, (SELECT max(revision) FROM events WHERE stream = s.id) AS last, ${FIRST_VISIBLE} AS first,
         l.max_age AS maxAge, ifnull(l.tombstone, 0) AS tombstone
       FROM streams AS s LEFT JOIN stream_limits AS l ON l.stream = s.name WHERE s.name = ?`,
    );
    const ofStream = `SELECT ${LOG_COLUMNS} FROM streams AS s CROSS JOIN events AS e ON e.stream = s.id ${RAW_CONTENT}
      WHERE s.id = ? AND e.revision BETWEEN ? AND ? AND e.created_at >= ? ORDER BY e.revision`;
    const tuples = { tuples: true };
    this.#forwards = prepare<LogRow>(database, `${ofStream} ${limitParameter()}`, tuples);
    this.#backwards = prepare<LogRow>(database, `${ofStream} DESC ${limitParameter()}`, tuples);
    this.#scan = new LogScan(database);
  }

  async readStream(stream: string, options: LogStreamOptions): Promise<LogStreamPage> {
    const { direction = 'forwards', from, limit } = options;
    checkLogStream(stream);
    checkRevision(from);
    checkLimit('limit', limit);
    await turnOfTheLoop();
    return this.reads.run(() => {
      const original = originalStreamOf(stream);
      const state = this.#state.get(stream);
      const closed = original === undefined ? state : this.#state.get(original);
      if (closed?.tombstone === 1) return { state: 'tombstoned', events: [], end: true };
      if (!state || state.last === null || state.first >= REMOVED) {
        return { state: 'missing', events: [], end: true };
      }
      // Of a metadata stream only the last event is to be seen.
      const first = original === undefined ? state.first : state.last;
      const oldest = state.maxAge === null ? 0 : Date.now() - 1_000 * state.maxAge;
      const [statement, least, most] =
        direction === 'forwards'
          ? [this.#forwards, Math.max(first, from ?? 0), state.last]
          : [this.#backwards, first, Math.min(state.last, from ?? state.last)];
      const { rows, isFull } = readPageOfRows(statement, [state.id, least, most, oldest], limit);
      return { state: 'found', events: rows.map(toLogEvent), lastRevision: state.last, end: !isFull };
    });
  }

  async headPosition(): Promise<Position> {
    return BigInt(this.reads.headNumber());
  }

  async readAll(options: LogAllOptions): Promise<LogPage> {
    const { direction = 'forwards', after, limit, filter } = options;
    checkPosition(after);
    checkLimit('limit', limit);
    await turnOfTheLoop();
    const { rows, position, end } = readLogPage(
      { direction, limit, ...(after !== undefined && { after }) },
      this.reads.headNumber(),
      (range) => this.reads.run(() => this.#scan.scan(range, filter, limit)),
      positionOf,
    );
    return { events: rows.map(toLogEvent), position, end };
  }
}
