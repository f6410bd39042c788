import { PreparedStatements, type Database, type SqlValue, type Statement } from '#sqlite';

export type Row = readonly SqlValue[];

/** A prepared statement: rows are lists of columns, whole numbers are `bigint`. */
export type RowStatement = Statement<Row>;

export type Statements = PreparedStatements<Row>;

export function statementsOn(database: Database): Statements {
  return new PreparedStatements(database, { tuples: true, bigints: true });
}
