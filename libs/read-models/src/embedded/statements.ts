import type { Database, SqlValue } from '#sqlite';

export type Row = readonly SqlValue[];

/** A prepared statement: rows are lists of columns, whole numbers are `bigint`. */
export interface RowStatement {
  run(...parameters: Row): { changes: number };
  get(...parameters: Row): Row | undefined;
  all(...parameters: Row): readonly Row[];
}

const MOST = 500;

/** Prepared statements by their text; the one unused for longest makes room. */
export class Statements {
  readonly #prepared = new Map<string, RowStatement>();

  constructor(readonly database: Database) {}

  prepare(sql: string): RowStatement {
    const statement = this.#prepared.get(sql) ?? this.#new(sql);
    this.#prepared.delete(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }

  #new(sql: string): RowStatement {
    const statement = this.database.prepare(sql);
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    const [oldest] = this.#prepared.keys();
    if (this.#prepared.size >= MOST && oldest !== undefined) this.#prepared.delete(oldest);
    return statement;
  }
}
