import { limitParameter, PreparedStatements, type Database } from '#sqlite';
import type { LogRange, ScannedRows } from '../reading/log-page.js';
import type { LogFilter } from './embedded-log.js';
import { LOG_COLUMNS, RAW_CONTENT, type LogRow } from './log-rows.js';
import { readPageOfRows } from './page-of-rows.js';

const COLUMNS = { stream: 's.name', type: 'e.type' } as const;

/** Scans over the whole log, with a filter that SQLite asks for each event. */
export class LogScan {
  readonly #statements: PreparedStatements<LogRow>;
  #passes: LogFilter['passes'] = () => true;

  constructor(database: Database) {
    this.#statements = new PreparedStatements(database, { tuples: true });
    database.function('passes', (text: string) => (this.#passes(text) ? 1 : 0));
  }

  /** Events from position `first` to `last`, both inclusive, in the order of the direction. */
  scan(range: LogRange, filter: LogFilter | undefined, limit: number): ScannedRows<LogRow> {
    if (filter) this.#passes = filter.passes;
    const statement = this.#statements.prepare(scanSql(range.backwards, filter?.on));
    return readPageOfRows(statement, [range.first, range.last], limit);
  }
}

function scanSql(backwards: boolean, on: LogFilter['on'] | undefined): string {
  const filter = on === undefined ? '' : `AND passes(${COLUMNS[on]})`;
  return `SELECT ${LOG_COLUMNS} FROM events AS e CROSS JOIN streams AS s ON s.id = e.stream ${RAW_CONTENT}
    WHERE e.position BETWEEN ? AND ? ${filter}
    ORDER BY e.position ${backwards ? 'DESC' : 'ASC'} ${limitParameter()}`;
}
