import { LRUCache } from 'lru-cache';
import { prepare, type Database, type Statement, type StatementOptions } from './statement.js';

const MOST = 500;

/** Prepared statements by their text, for SQL that is put together; the one unused for longest makes room. */
export class PreparedStatements<Row> {
  readonly #prepared: LRUCache<string, Statement<Row>>;

  constructor(
    readonly database: Database,
    options?: StatementOptions,
  ) {
    this.#prepared = new LRUCache({ max: MOST, memoMethod: (sql) => prepare<Row>(database, sql, options) });
  }

  prepare(sql: string): Statement<Row> {
    return this.#prepared.memo(sql);
  }
}
