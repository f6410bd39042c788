import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { limitParameter, prepare, translateSqliteError, type Database, type Statement } from '#sqlite';
import {
  StoreUnavailable,
  type AllPage,
  type EventReader,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
} from '../port/index.js';
import { checkStream } from '../validation/events.js';
import { checkFilter, checkLimit, checkPosition, checkRevision } from '../validation/ranges.js';
import { EVENT_COLUMNS, positionOf, toRecordedEvent, type EventRow } from './event-rows.js';
import { LogQueries } from './log-query.js';

const DEFAULT_LIMIT = 1_000;
/** A filtered read looks at so many positions at most, so that one that finds little does not hold up the thread. */
const FILTER_WINDOW = 5_000;

/** Reads on the calling thread, over a connection of its own: the writer neither waits for it nor keeps it waiting. */
export class SqliteEventReader implements EventReader {
  readonly #forwards: Statement<EventRow>;
  readonly #backwards: Statement<EventRow>;
  readonly #head: Statement<{ position: number | null }>;
  readonly #log: LogQueries;

  constructor(
    private readonly database: Database,
    private readonly file: string,
  ) {
    const ofStream = `SELECT ${EVENT_COLUMNS} FROM streams AS s CROSS JOIN events AS e ON e.stream = s.id
      WHERE s.name = ?`;
    const tuples = { tuples: true };
    this.#forwards = prepare(
      database,
      `${ofStream} AND e.revision >= ? ORDER BY e.revision ${limitParameter()}`,
      tuples,
    );
    this.#backwards = prepare(
      database,
      `${ofStream} AND e.revision <= ? ORDER BY e.revision DESC ${limitParameter()}`,
      tuples,
    );
    this.#head = prepare(database, 'SELECT max(position) AS position FROM events');
    this.#log = new LogQueries(database);
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    const { direction = 'forwards', from, limit = DEFAULT_LIMIT } = options;
    checkStream(stream);
    checkRevision(from);
    checkLimit('limit', limit);
    const rows = this.#read(() =>
      direction === 'forwards'
        ? this.#forwards.all(stream, from ?? 0, limit)
        : this.#backwards.all(stream, from ?? Number.MAX_SAFE_INTEGER, limit),
    );
    return this.#recorded(rows);
  }

  /** Lets the event loop turn first: a loop over pages must not starve it. */
  async readAll(options: ReadAllOptions = {}): Promise<AllPage> {
    const { direction = 'forwards', after, limit = DEFAULT_LIMIT, filter } = options;
    checkPosition(after);
    checkFilter(filter);
    checkLimit('limit', limit);
    await turnOfTheLoop();
    return direction === 'forwards'
      ? this.#pageForwards(after ?? 0n, limit, filter)
      : this.#pageBackwards(after, limit, filter);
  }

  async headPosition(): Promise<Position> {
    return BigInt(this.#headNumber());
  }

  #pageForwards(after: Position, limit: number, filter: ReadAllOptions['filter']): AllPage {
    const head = this.#headNumber();
    if (after >= head) return { events: [], position: after, end: true };
    const first = Number(after) + 1;
    const last = filter ? Math.min(head, Number(after) + FILTER_WINDOW) : head;
    return this.#page({ first, last, backwards: false }, limit, filter, head);
  }

  #pageBackwards(after: Position | undefined, limit: number, filter: ReadAllOptions['filter']): AllPage {
    const head = this.#headNumber();
    const from = Math.min(Number(after ?? head + 1), head + 1);
    if (from <= 1) return { events: [], position: after ?? 0n, end: true };
    const first = filter ? Math.max(1, from - FILTER_WINDOW) : 1;
    return this.#page({ first, last: from - 1, backwards: true }, limit, filter, 1);
  }

  /** @param end the position at which nothing lies beyond */
  #page(
    range: Parameters<LogQueries['scan']>[0],
    limit: number,
    filter: ReadAllOptions['filter'],
    end: number,
  ): AllPage {
    const rows = this.#read(() => this.#log.scan(range, filter, limit));
    const last = rows.length === limit ? rows.at(-1) : undefined;
    const position = last ? positionOf(last) : range.backwards ? range.first : range.last;
    return { events: this.#recorded(rows), position: BigInt(position), end: position === end };
  }

  #headNumber(): number {
    return this.#read(() => this.#head.get())?.position ?? 0;
  }

  #recorded(rows: readonly EventRow[]): readonly RecordedEvent[] {
    try {
      return rows.map(toRecordedEvent);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const message = `${this.file} is damaged (${why}): move it away and restore it from a backup.`;
      throw new StoreUnavailable(message, { cause: error });
    }
  }

  #read<T>(read: () => T): T {
    if (!this.database.isOpen) throw new StoreUnavailable(`${this.file} has been closed.`);
    try {
      return read();
    } catch (error) {
      throw new StoreUnavailable(translateSqliteError(error, this.file).message, { cause: error });
    }
  }
}
