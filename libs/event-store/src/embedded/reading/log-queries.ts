import { limitParameter, prepare, type Database, type Statement } from '#sqlite';
import type { EventFilter } from '../../port/index.js';
import { EVENT_COLUMNS, type EventRow } from './event-rows.js';
import type { LogRange, ScannedRows } from './log-page.js';

const MAX_PREPARED = 64;

/** Prepared scans over the log without the store's own streams, one for each direction and shape of filter. */
export class LogQueries {
  readonly #prepared = new Map<string, Statement<EventRow>>();

  constructor(private readonly database: Database) {}

  /** Events that lie from position `first` to `last`, both inclusive, in the order of the direction. */
  scan(range: LogRange, filter: EventFilter | undefined, limit: number): ScannedRows<EventRow> {
    const { streamPrefixes = [], eventTypes = [] } = filter ?? {};
    const sql = scanSql(range.backwards, streamPrefixes.length, eventTypes.length);
    const rows = this.#statement(sql).all(range.first, range.last, ...streamPrefixes, ...eventTypes, limit);
    return { rows, isFull: rows.length === limit };
  }

  #statement(sql: string): Statement<EventRow> {
    const known = this.#prepared.get(sql);
    if (known) return known;
    if (this.#prepared.size >= MAX_PREPARED) this.#prepared.clear();
    const statement = prepare<EventRow>(this.database, sql, { tuples: true });
    this.#prepared.set(sql, statement);
    return statement;
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
