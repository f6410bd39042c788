import { limitParameter, PreparedStatements, type Database } from '#sqlite';
import type { EventFilter } from '../../port/index.js';
import { EVENT_COLUMNS, type EventRow } from './event-rows.js';
import type { LogRange, ScannedRows } from './log-page.js';

/** Prepared scans over the log without the store's own streams, one for each direction and shape of filter. */
export class LogQueries {
  readonly #statements: PreparedStatements<EventRow>;

  constructor(database: Database) {
    this.#statements = new PreparedStatements(database, { tuples: true });
  }

  /** Events that lie from position `first` to `last`, both inclusive, in the order of the direction. */
  scan(range: LogRange, filter: EventFilter | undefined, limit: number): ScannedRows<EventRow> {
    const { streamPrefixes = [], eventTypes = [] } = filter ?? {};
    const sql = scanSql(range.backwards, streamPrefixes.length, eventTypes.length);
    const statement = this.#statements.prepare(sql);
    const rows = statement.all(range.first, range.last, ...streamPrefixes, ...eventTypes, limit);
    return { rows, isFull: rows.length === limit };
  }
}

function scanSql(backwards: boolean, prefixes: number, types: number): string {
  const conditions = ['e.position BETWEEN ?1 AND ?2', "substr(s.name, 1, 1) <> '$'"];
  const parameters = (from: number, count: number) => Array.from({ length: count }, (_, i) => `?${from + i}`);
  if (prefixes > 0) {
    const matches = parameters(3, prefixes).map(
      (prefix) => `substr(s.name, 1, length(${prefix})) = ${prefix}`,
    );
    conditions.push(`(${matches.join(' OR ')})`);
  }
  if (types > 0) conditions.push(`e.type IN (${parameters(3 + prefixes, types).join(', ')})`);
  return `SELECT ${EVENT_COLUMNS} FROM events AS e CROSS JOIN streams AS s ON s.id = e.stream
    WHERE ${conditions.join(' AND ')}
    ORDER BY e.position ${backwards ? 'DESC' : 'ASC'} ${limitParameter(`?${3 + prefixes + types}`)}`;
}
