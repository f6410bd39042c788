import { limitParameter, prepare, type Database, type Statement } from '#sqlite';
import type { LogRange, ScannedRows } from '../reading/log-page.js';
import type { LogFilter } from './embedded-log.js';
import { LOG_COLUMNS, RAW_CONTENT, type LogRow } from './log-rows.js';
import { readPageOfRows } from './page-of-rows.js';

const COLUMNS = { stream: 's.name', type: 'e.type' } as const;

/** Scans over the whole log, with a filter that SQLite asks for each event. */
export class LogScan {
  readonly #prepared = new Map<string, Statement<LogRow>>();
  #passes: LogFilter['passes'] = () => true;

  constructor(private readonly database: Database) {
    database.function('passes', (text: string) => (this.#passes(text) ? 1 : 0));
  }

  /** Events from position `first` to `last`, both inclusive, in the order of the direction. */
  scan(range: LogRange, filter: LogFilter | undefined, limit: number): ScannedRows<LogRow> {
    if (filter) this.#passes = filter.passes;
    return readPageOfRows(this.#statement(range.backwards, filter?.on), [range.first, range.last], limit);
  }

  #statement(backwards: boolean, on: LogFilter['on'] | undefined): Statement<LogRow> {
    const key = `${on ?? ''} ${backwards}`;
    const known = this.#prepared.get(key);
    if (known) return known;
    const filter = on === undefined ? '' : `AND passes(${COLUMNS[on]})`;
    const sql = `SELECT ${LOG_COLUMNS} FROM events AS e CROSS JOIN streams AS s ON s.id = e.stream ${RAW_CONTENT}
      WHERE e.position BETWEEN ? AND ? ${filter}
      ORDER BY e.position ${backwards ? 'DESC' : 'ASC'} ${limitParameter()}`;
    const statement = prepare<LogRow>(this.database, sql, { tuples: true });
    this.#prepared.set(key, statement);
    return statement;
  }
}
