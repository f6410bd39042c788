import type { CollectionSpec } from '../port/index.js';
import {
  documentsTable,
  encodeName,
  listTable,
  type Catalogue,
  type Collection,
  type Field,
} from './catalogue.js';
import type { Statements } from './statements.js';

/**
 * Makes the collection, or gives it the index columns that it lacks, inside a writing transaction.
 *
 * @returns the fields that are new to documents already stored
 */
export function ensureTables(
  statements: Statements,
  catalogue: Catalogue,
  spec: CollectionSpec,
): readonly Field[] {
  const existing = catalogue.all().get(spec.name);
  if (!existing) {
    const number = createTable(statements, spec.name);
    addFields(statements, { number, name: spec.name, fields: [] }, spec.indexes);
    return [];
  }
  const missing = spec.indexes.filter((name) => !existing.fields.some((field) => field.name === name));
  return missing.length === 0 ? [] : addFields(statements, existing, missing);
}

/** Makes the table for the values of a field that holds lists, the first time that it holds one. */
export function ensureListTable(statements: Statements, collection: Collection, field: Field): void {
  const table = listTable(collection.number, field.number);
  statements.database.exec(
    `CREATE TABLE ${table} (value NOT NULL, id TEXT NOT NULL, PRIMARY KEY (value, id)) WITHOUT ROWID`,
  );
  const fields = collection.fields.map((known) =>
    known.number === field.number ? { ...known, lists: true } : known,
  );
  writeFields(statements, collection.number, fields);
}

function createTable(statements: Statements, name: string): number {
  const sql = `INSERT INTO collections (name, fields) VALUES (?, '[]') RETURNING number`;
  const number = Number(statements.prepare(sql).get(encodeName(name))?.[0]);
  statements.database.exec(
    `CREATE TABLE ${documentsTable(number)} (id TEXT PRIMARY KEY NOT NULL, position INTEGER NOT NULL, body TEXT NOT NULL)`,
  );
  return number;
}

/** Index columns have no type, so that every value keeps its own. */
function addFields(
  statements: Statements,
  { number, fields }: Collection,
  names: readonly string[],
): readonly Field[] {
  const table = documentsTable(number);
  const added = [...new Set(names)].map((name, index) => ({
    number: fields.length + index,
    name,
    lists: false,
  }));
  for (const field of added) {
    statements.database.exec(`ALTER TABLE ${table} ADD COLUMN f${field.number}`);
  }
  writeFields(statements, number, [...fields, ...added]);
  return added;
}

function writeFields(statements: Statements, collection: number, fields: readonly Field[]): void {
  const stored = JSON.stringify(fields.map(({ name, lists }) => ({ name, lists })));
  statements.prepare('UPDATE collections SET fields = ? WHERE number = ?').run(stored, collection);
}
