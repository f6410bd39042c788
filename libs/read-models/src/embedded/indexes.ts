import { documentsTable, type Collection } from './catalogue.js';
import type { Statements } from './statements.js';

/** Tables with fewer documents are indexed in a few milliseconds. */
const FEW = 1_000;

/** The statements that make the indexes that a collection lacks, one each. */
export function missingIndexes(statements: Statements, { number, fields }: Collection): readonly string[] {
  const table = documentsTable(number);
  const sql = `SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`;
  const present = new Set(
    statements
      .prepare(sql)
      .all(table)
      .map(([name]) => name),
  );
  return fields
    .map((field) => `f${field.number}`)
    .filter((column) => !present.has(`${table}_${column}`))
    .map((column) => `CREATE INDEX IF NOT EXISTS ${table}_${column} ON ${table} (${column}, id)`);
}

export function holdsFew(statements: Statements, { number }: Collection): boolean {
  const sql = `SELECT 1 FROM ${documentsTable(number)} LIMIT 1 OFFSET ?`;
  return statements.prepare(sql).get(FEW) === undefined;
}
