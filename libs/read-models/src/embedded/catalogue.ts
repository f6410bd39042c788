import { UnknownCollection } from '../port/index.js';
import type { Row, RowStatement, Statements } from './statements.js';

/** An indexed field: column `f<number>` of its collection's table. */
export interface Field {
  readonly number: number;
  readonly name: string;
  /** Whether a list was ever stored in it: list values stand in a table of their own. */
  readonly lists: boolean;
}

/** A collection. Names never become part of an SQL text, numbers do. */
export interface Collection {
  readonly number: number;
  readonly name: string;
  readonly fields: readonly Field[];
}

export const SCHEMA = `
  CREATE TABLE collections (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, fields TEXT NOT NULL);
  CREATE TABLE checkpoints (projection TEXT PRIMARY KEY NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID;
`;

export const documentsTable = (collection: number): string => `c${collection}`;
export const listTable = (collection: number, field: number): string => `c${collection}_l${field}`;

/** Names stand in JSON, because SQLite ends a text at its first NUL. */
export const encodeName = (name: string): string => JSON.stringify(name);
const decodeName = (stored: unknown): string => JSON.parse(String(stored)) as string;

/**
 * Which collections there are, as the file has it: read again whenever a connection of any process has changed the
 * tables, which SQLite's schema version tells. Inside a transaction an answer holds until its end.
 */
export class Catalogue {
  readonly #version: RowStatement;
  #seen: unknown;
  #collections: ReadonlyMap<string, Collection> = new Map();

  constructor(private readonly statements: Statements) {
    this.#version = statements.prepare('PRAGMA schema_version');
  }

  all(): ReadonlyMap<string, Collection> {
    const version = this.#version.get()?.[0];
    if (version !== this.#seen) {
      const sql = 'SELECT number, name, fields FROM collections WHERE name IS NOT NULL ORDER BY name';
      this.#collections = new Map(this.statements.prepare(sql).all().map(toEntry));
      this.#seen = version;
    }
    return this.#collections;
  }

  /** To be called when a transaction was undone: the next one may give its schema version to other tables. */
  forget(): void {
    this.#seen = undefined;
  }

  /** @throws UnknownCollection */
  get(name: string): Collection {
    const collection = this.all().get(name);
    if (!collection) throw new UnknownCollection(name);
    return collection;
  }
}

function toEntry([number, encoded, fields]: Row): [string, Collection] {
  const name = decodeName(encoded);
  const stored = JSON.parse(String(fields)) as readonly Omit<Field, 'number'>[];
  return [
    name,
    { number: Number(number), name, fields: stored.map((field, index) => ({ ...field, number: index })) },
  ];
}
