import { setImmediate } from 'node:timers/promises';
import { closeDatabase, type Database, type OpenOptions } from '#sqlite';
import type { Position } from '#event-store';
import {
  DocumentStoreError,
  type Checkpoint,
  type CollectionSpec,
  type DocumentChange,
  type DocumentStore,
  type Query,
  type StoredDocument,
} from '../port/index.js';
import { Catalogue, documentsTable } from './catalogue.js';
import { Checkpoints } from './checkpoints.js';
import { DocumentWriter } from './documents.js';
import { clearPiece, hideCollection } from './dropping.js';
import { buildIndexes } from './index-builder.js';
import { holdsFew, missingIndexes } from './indexes.js';
import { countOf, matching, pageOf, stretchesOf } from './query.js';
import { Statements, type Row } from './statements.js';
import { ensureTables } from './tables.js';
import { translated } from './translated.js';
import { decodeText, encodeText } from './values.js';

/** The document store in one SQLite file. Its statements are synchronous: keep commits to some hundred documents. */
export class EmbeddedDocumentStore implements DocumentStore {
  /** It is for one machine, where one process has all the work. */
  readonly partitions = 1;
  readonly #statements: Statements;
  readonly #catalogue: Catalogue;
  readonly #writer: DocumentWriter;
  readonly #checkpoints: Checkpoints;

  /** Set while another thread builds indexes: whoever wanted to write then would wait with the whole event loop. */
  #building: Promise<unknown> | undefined;

  constructor(
    private readonly database: Database,
    private readonly path: string,
    private readonly open: OpenOptions,
  ) {
    this.#statements = new Statements(database);
    this.#catalogue = new Catalogue(this.#statements);
    this.#writer = new DocumentWriter(this.#statements, this.#catalogue);
    this.#checkpoints = new Checkpoints(this.#statements);
  }

  async ensureCollection(spec: CollectionSpec): Promise<void> {
    await this.#writing(() => {
      const added = ensureTables(this.#statements, this.#catalogue, spec);
      if (added.length > 0) this.#writer.reindex(spec.name, added);
    });
    if (!spec.filledFirst) await this.#ensureIndexes(spec.name);
  }

  async dropCollection(name: string): Promise<void> {
    await this.#writing(() => {
      hideCollection(this.#statements, this.#catalogue, name);
    });
    while (await this.#writing(() => clearPiece(this.#statements))) await setImmediate();
  }

  async collections(): Promise<readonly string[]> {
    return this.#reading(() => [...this.#catalogue.all().keys()]);
  }

  async load<Body extends object>(
    name: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, StoredDocument<Body>>> {
    return this.#reading(() => {
      const table = documentsTable(this.#catalogue.get(name).number);
      const sql = `SELECT id, position, body FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`;
      const rows = this.#statements.prepare(sql).all(JSON.stringify(ids.map(encodeText)));
      return new Map(rows.map(toDocument<Body>).map((document) => [document.id, document]));
    });
  }

  async find<Body extends object>(name: string, query: Query): Promise<readonly StoredDocument<Body>[]> {
    return this.#reading(() => {
      const found: StoredDocument<Body>[] = [];
      let skip = query.skip ?? 0;
      for (const stretch of stretchesOf(this.#catalogue.get(name), query)) {
        const { text, parameters } = pageOf(stretch);
        const rows = this.#statements.prepare(text).all(...parameters, query.limit - found.length, skip);
        found.push(...rows.map(toDocument<Body>));
        if (found.length === query.limit) break;
        if (rows.length > 0) skip = 0;
        else if (skip > 0) skip -= Math.min(skip, this.#count(countOf(stretch)));
      }
      return found;
    });
  }

  async count(name: string, where?: Query['where']): Promise<number> {
    return this.#reading(() => this.#count(countOf(matching(this.#catalogue.get(name), where))));
  }

  /** One transaction, so the token of the checkpoints fences all that a commit writes. */
  async commit(
    changes: readonly DocumentChange[],
    checkpoints: readonly Checkpoint[] = [],
    token?: bigint,
  ): Promise<void> {
    await this.#writing(() => {
      if (token !== undefined) this.#checkpoints.refuseBelow(checkpoints, token);
      this.#writer.write(changes);
      for (const checkpoint of checkpoints) this.#checkpoints.move(checkpoint);
    });
  }

  async checkpoints(projections: readonly string[], token?: bigint): Promise<ReadonlyMap<string, Position>> {
    if (token === undefined) return this.#guarded(() => this.#checkpoints.read(projections));
    return this.#writing(() => {
      this.#checkpoints.claim(projections, token);
      return this.#checkpoints.read(projections);
    });
  }

  async removeCheckpoint(projection: string): Promise<void> {
    await this.#writing(() => {
      this.#checkpoints.remove(projection);
    });
  }

  async close(): Promise<void> {
    while (this.#building) await this.#building;
    closeDatabase(this.database);
  }

  #count({ text, parameters }: { readonly text: string; readonly parameters: Row }): number {
    return Number(this.#statements.prepare(text).get(...parameters)?.[0]);
  }

  async #ensureIndexes(name: string): Promise<void> {
    const missing = await this.#writing(() => {
      const collection = this.#catalogue.get(name);
      const statements = missingIndexes(this.#statements, collection);
      if (statements.length === 0 || !holdsFew(this.#statements, collection)) return statements;
      for (const statement of statements) this.database.exec(statement);
      return [];
    });
    if (missing.length > 0) await this.#build(missing);
  }

  async #build(indexes: readonly string[]): Promise<void> {
    while (this.#building) await this.#building;
    const outcome = buildIndexes(this.path, this.open, indexes).finally(() => {
      this.#building = undefined;
    });
    this.#building = outcome.catch(() => undefined);
    try {
      await outcome;
    } catch (error) {
      throw translated(error, this.path);
    }
  }

  async #writing<Result>(work: () => Result): Promise<Result> {
    while (this.#building) await this.#building;
    return this.#within('BEGIN IMMEDIATE', work);
  }

  /** One state of the file for all that `work` reads. */
  #reading<Result>(work: () => Result): Result {
    return this.#within('BEGIN', work);
  }

  #within<Result>(begin: string, work: () => Result): Result {
    return this.#guarded(() => {
      this.#statements.prepare(begin).run();
      try {
        const result = work();
        this.#statements.prepare('COMMIT').run();
        return result;
      } finally {
        if (this.database.isOpen && this.database.isTransaction) this.database.exec('ROLLBACK');
      }
    });
  }

  #guarded<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw error instanceof DocumentStoreError ? error : translated(error, this.path);
    }
  }
}

function toDocument<Body extends object>([id, position, body]: Row): StoredDocument<Body> {
  return {
    id: decodeText(String(id)),
    position: position as Position,
    body: JSON.parse(String(body)) as Body,
  };
}
