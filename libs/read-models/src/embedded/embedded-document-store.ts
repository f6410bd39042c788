import { closeDatabase, type Database } from '#sqlite';
import type { Position } from '#event-store';
import {
  DocumentStoreError,
  InvalidDocument,
  type Checkpoint,
  type CollectionSpec,
  type DocumentChange,
  type DocumentStore,
  type DocumentQuery,
  type StoredDocument,
} from '../port/index.js';
import { Catalogue, documentsTable } from './catalogue.js';
import { Checkpoints } from './checkpoints.js';
import { countOf, matching, pageOf, stretchesOf } from './query.js';
import { statementsOn, type Row, type Statements } from './statements.js';
import { translated } from './translated.js';
import { decodeText, encodeText } from './values.js';
import type { WrittenChange } from './write-request.js';
import type { WritingThread } from './writing-thread.js';

/** The document store in one SQLite file. It is read on the caller's thread, and written on a thread of its own. */
export class EmbeddedDocumentStore implements DocumentStore {
  /** It is for one machine, where one process has all the work. */
  readonly partitions = 1;
  readonly isLocal = true;
  readonly #statements: Statements;
  readonly #catalogue: Catalogue;
  readonly #checkpoints: Checkpoints;

  constructor(
    private readonly database: Database,
    private readonly writing: WritingThread,
    private readonly path: string,
  ) {
    this.#statements = statementsOn(database);
    this.#catalogue = new Catalogue(this.#statements);
    this.#checkpoints = new Checkpoints(this.#statements);
  }

  async ensureCollection(spec: CollectionSpec): Promise<void> {
    for (const index of await this.writing.write('ensureCollection', spec))
      await this.writing.write('makeIndex', index);
  }

  async dropCollection(name: string): Promise<void> {
    await this.writing.write('hideCollection', name);
    while (await this.writing.write('clearPiece'));
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

  async find<Body extends object>(
    name: string,
    query: DocumentQuery,
  ): Promise<readonly StoredDocument<Body>[]> {
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

  async count(name: string, where?: DocumentQuery['where']): Promise<number> {
    return this.#reading(() => this.#count(countOf(matching(this.#catalogue.get(name), where))));
  }

  async commit(
    changes: readonly DocumentChange[],
    checkpoints: readonly Checkpoint[] = [],
    token?: bigint,
  ): Promise<void> {
    await this.writing.write('commit', changes.map(toWritten), checkpoints, token);
  }

  async checkpoints(projections: readonly string[], token?: bigint): Promise<ReadonlyMap<string, Position>> {
    if (token === undefined) return this.#guarded(() => this.#checkpoints.read(projections));
    return this.writing.write('claim', projections, token);
  }

  async removeCheckpoint(projection: string): Promise<void> {
    await this.writing.write('removeCheckpoint', projection);
  }

  async close(): Promise<void> {
    await this.writing.close();
    closeDatabase(this.database);
  }

  #count({ text, parameters }: { readonly text: string; readonly parameters: Row }): number {
    return Number(this.#statements.prepare(text).get(...parameters)?.[0]);
  }

  /** One state of the file for all that `work` reads. */
  #reading<Result>(work: () => Result): Result {
    return this.#guarded(() => {
      this.#statements.prepare('BEGIN').run();
      try {
        return work();
      } finally {
        if (this.database.isOpen && this.database.isTransaction) this.#statements.prepare('COMMIT').run();
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

function toWritten({ collection, id, position, body }: DocumentChange): WrittenChange {
  try {
    return { collection, id, position, body: JSON.stringify(body) };
  } catch (cause) {
    throw new InvalidDocument(collection, id, 'its body is not plain JSON', { cause });
  }
}

function toDocument<Body extends object>([id, position, body]: Row): StoredDocument<Body> {
  return {
    id: decodeText(String(id)),
    position: position as Position,
    body: JSON.parse(String(body)) as Body,
  };
}
