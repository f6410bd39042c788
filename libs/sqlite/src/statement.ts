import type { DatabaseSyncInstance } from '@photostructure/sqlite';

/** An open connection; its use is synchronous, so that every statement blocks the thread that runs it. */
export type Database = DatabaseSyncInstance;

export type SqlValue = string | number | bigint | null | Uint8Array;

/** A prepared statement whose rows have the shape that the caller names. */
export interface Statement<Row> {
  run(...parameters: readonly SqlValue[]): { changes: number; lastInsertRowid: number | bigint };
  get(...parameters: readonly SqlValue[]): Row | undefined;
  all(...parameters: readonly SqlValue[]): Row[];
  iterate(...parameters: readonly SqlValue[]): IterableIterator<Row>;
}

/**
 * The LIMIT of a statement as a parameter, `?` or `?3`. SQLite compiles a statement anew at every execution when
 * its LIMIT is a bare parameter, because the plan might depend on it (3.53: `sqlite3ExprIsInteger` marks it so);
 * an expression spares that, which makes short reads several times faster.
 */
export function limitParameter(parameter = '?'): string {
  return `LIMIT ${parameter} + 0`;
}

export interface StatementOptions {
  /** Rows are tuples, in the order of the columns: a third faster to read. */
  readonly tuples?: boolean;
  /** Whole numbers are read as `bigint`, beyond 2^53 too. */
  readonly bigints?: boolean;
}

/** A statement points into its connection, which must not be collected before it. */
const connections = new WeakMap<object, Database>();

/**
 * Prepares a statement. The shape of its rows is taken on trust: the caller knows the columns of its own SQL.
 *
 * The connection's files are released when, after `close()`, its statements have been collected too: prepare each
 * statement once, and do not count on the files being free right after `close()`.
 */
export function prepare<Row = never>(
  database: Database,
  sql: string,
  options: StatementOptions = {},
): Statement<Row> {
  const statement = database.prepare(sql);
  statement.setReturnArrays(options.tuples ?? false);
  statement.setReadBigInts(options.bigints ?? false);
  connections.set(statement, database);
  return statement;
}
