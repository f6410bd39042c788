import { documentsTable, encodeName, listTable, type Catalogue } from './catalogue.js';
import type { Statements } from './statements.js';

/** Rows removed in one transaction: a few milliseconds. */
const ROWS = 1_000;

const doomedTable = (collection: number): string => `dropped_${documentsTable(collection)}`;

/** Takes a collection out of the catalogue, inside a writing transaction. Its table is renamed, so that every connection notices. */
export function hideCollection(statements: Statements, catalogue: Catalogue, name: string): void {
  const collection = catalogue.all().get(name);
  if (!collection) return;
  const { number, fields } = collection;
  statements.prepare('UPDATE collections SET name = NULL WHERE name = ?').run(encodeName(name));
  statements.database.exec(`ALTER TABLE ${documentsTable(number)} RENAME TO ${doomedTable(number)}`);
  for (const field of fields) {
    if (field.lists) statements.database.exec(`DROP TABLE ${listTable(number, field.number)}`);
  }
}

/**
 * Clears a piece of what was hidden, inside a writing transaction: dropping a large table of documents in one go
 * would hold up all other writes. What a crash leaves behind is cleared with the next collection that is dropped.
 *
 * @returns whether something is left to clear
 */
export function clearPiece(statements: Statements): boolean {
  const sql = 'SELECT number FROM collections WHERE name IS NULL LIMIT 1';
  const doomed = statements.prepare(sql).get()?.[0];
  if (doomed === undefined) return false;
  const table = doomedTable(Number(doomed));
  const index = statements
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL LIMIT 1`,
    )
    .get(table)?.[0];
  if (typeof index === 'string') {
    statements.database.exec(`DROP INDEX ${index}`);
    return true;
  }
  const piece = `DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} ORDER BY rowid LIMIT ?)`;
  if (statements.prepare(piece).run(ROWS).changes > 0) return true;
  statements.database.exec(`DROP TABLE ${table}`);
  statements.prepare('DELETE FROM collections WHERE number = ?').run(doomed);
  return true;
}
