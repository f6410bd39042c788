import type { SqlValue } from '#sqlite';
import type { Scalar } from '../port/index.js';
import { documentsTable, listTable, type Catalogue, type Collection, type Field } from './catalogue.js';
import type { Row, RowStatement, Statements } from './statements.js';
import { ensureListTable } from './tables.js';
import { encode, encodeText, holds } from './values.js';
import type { WrittenChange } from './write-request.js';

type Body = Readonly<Record<string, unknown>>;

/** Columns before the index columns: id, position, body. */
const FIXED = 3;

/**
 * Writes documents and their index values, inside a writing transaction. Most of what an upsert costs is the
 * upkeep of its indexes, so the stored values are read first, for all documents at once, and only the columns that
 * differ are written.
 */
export class DocumentWriter {
  constructor(
    private readonly statements: Statements,
    private readonly catalogue: Catalogue,
  ) {}

  /** @throws UnknownCollection */
  write(changes: readonly WrittenChange[]): void {
    const byCollection = new Map<string, WrittenChange[]>();
    for (const change of changes) {
      const own = byCollection.get(change.collection);
      if (own) own.push(change);
      else byCollection.set(change.collection, [change]);
    }
    // Before anything is written: a refusal leaves nothing to be undone.
    for (const name of byCollection.keys()) this.catalogue.get(name);
    for (const [name, own] of byCollection) this.#writeInto(name, own);
  }

  /** Fills fields that have become indexes from the documents that are there. */
  reindex(name: string, added: readonly Field[]): void {
    const table = documentsTable(this.catalogue.get(name).number);
    const page = this.statements.prepare(`SELECT id, body FROM ${table} WHERE id > ? ORDER BY id LIMIT 1000`);
    for (let rows = page.all(''); rows.length > 0; rows = page.all(rows.at(-1)?.[0] ?? null)) {
      const documents = rows.map(([id, body]) => ({
        id: String(id),
        body: JSON.parse(String(body)) as Body,
      }));
      const collection = this.#withListTables(
        name,
        documents.map(({ body }) => body),
      );
      const fields = collection.fields.filter(({ number }) => added.some((field) => field.number === number));
      const columns = fields.map(({ number }) => `f${number} = ?`).join();
      const update = this.statements.prepare(`UPDATE ${table} SET ${columns} WHERE id = ?`);
      for (const { id, body } of documents) {
        update.run(...fields.map((field) => encode(body[field.name])), id);
        for (const field of fields) this.#writeList(collection, field, id, [], listIn(body, field));
      }
    }
  }

  #writeInto(name: string, changes: readonly WrittenChange[]): void {
    const bodies = changes.map(({ body }) => JSON.parse(body) as Body);
    const collection = this.#withListTables(name, bodies);
    const stored = this.#read(collection, changes);
    const insert = this.#insertion(collection);
    for (const [index, change] of changes.entries()) {
      const body = bodies[index] ?? {};
      const row = toRow(collection, change, body);
      const [id] = row;
      const old = stored.get(id);
      if (old && (old[1] as bigint) >= change.position) continue;
      if (old) this.#update(collection, old, row);
      else insert.run(...row);
      this.#writeLists(collection, body, String(id), old?.[2]);
      stored.set(id, row);
    }
  }

  #read(collection: Collection, changes: readonly WrittenChange[]): Map<SqlValue | undefined, Row> {
    const hasLists = collection.fields.some(({ lists }) => lists);
    const columns = ['id', 'position', hasLists ? 'body' : 'NULL', ...collection.fields.map(column)];
    const sql = `SELECT ${columns.join()} FROM ${documentsTable(collection.number)} WHERE id IN (SELECT value FROM json_each(?))`;
    const ids = JSON.stringify(changes.map(({ id }) => encodeText(id)));
    return new Map(
      this.statements
        .prepare(sql)
        .all(ids)
        .map((row) => [row[0], row]),
    );
  }

  #insertion({ number, fields }: Collection): RowStatement {
    const columns = ['id', 'position', 'body', ...fields.map(column)];
    const places = columns.map(() => '?').join();
    const sql = `INSERT INTO ${documentsTable(number)} (${columns.join()}) VALUES (${places})`;
    return this.statements.prepare(sql);
  }

  #update({ number, fields }: Collection, old: Row, row: Row): void {
    const changed = fields.filter((_, index) => !holds(old[FIXED + index], row[FIXED + index] ?? null));
    const columns = ['position', 'body', ...changed.map(column)].map((name) => `${name} = ?`).join();
    const values = changed.map((field) => row[FIXED + field.number] ?? null);
    const [id = null, position = null, body = null] = row;
    const sql = `UPDATE ${documentsTable(number)} SET ${columns} WHERE id = ?`;
    this.statements.prepare(sql).run(position, body, ...values, id);
  }

  #writeLists(collection: Collection, body: Body, id: string, oldBody: unknown): void {
    const lists = collection.fields.filter((field) => field.lists);
    if (lists.length === 0) return;
    const old = typeof oldBody === 'string' ? (JSON.parse(oldBody) as Body) : {};
    for (const field of lists) {
      this.#writeList(collection, field, id, listIn(old, field), listIn(body, field));
    }
  }

  #writeList(
    collection: Collection,
    field: Field,
    id: string,
    old: readonly Scalar[],
    values: readonly Scalar[],
  ): void {
    if (!field.lists) return;
    const table = listTable(collection.number, field.number);
    const [before, after] = [new Set(old), new Set(values)];
    const remove = this.statements.prepare(`DELETE FROM ${table} WHERE value = ? AND id = ?`);
    const add = this.statements.prepare(`INSERT INTO ${table} (value, id) VALUES (?, ?)`);
    for (const value of before) if (!after.has(value)) remove.run(encode(value), id);
    for (const value of after) if (!before.has(value)) add.run(encode(value), id);
  }

  /** The collection, after a table was made for every field that holds a list for the first time. */
  #withListTables(name: string, bodies: readonly Body[]): Collection {
    const collection = this.catalogue.get(name);
    const first = collection.fields.filter(
      (field) => !field.lists && bodies.some((body) => Array.isArray(body[field.name])),
    );
    for (const field of first) ensureListTable(this.statements, this.catalogue.get(name), field);
    return first.length > 0 ? this.catalogue.get(name) : collection;
  }
}

const column = ({ number }: Field): string => `f${number}`;

function toRow(collection: Collection, { id, position, body: json }: WrittenChange, body: Body): Row {
  return [encodeText(id), position, json, ...collection.fields.map(({ name }) => encode(body[name]))];
}

/** The scalars of a list; a value that is not a list counts for nothing here. */
function listIn(body: Body, field: Field): readonly Scalar[] {
  const value = body[field.name];
  return Array.isArray(value) ? value.filter(isScalar) : [];
}

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);
