import type { Collection } from 'mongodb';
import type { MongoConnection } from '#mongodb';
import type { Position } from '#event-store';
import {
  type Checkpoint,
  type CollectionSpec,
  type DocumentChange,
  type DocumentStore,
  type DocumentQuery,
  type StoredDocument,
} from '../port/index.js';
import { Catalogue, type Entry } from './catalogue.js';
import { claim, find, isThere, refuseHigher } from './claiming.js';
import { fieldsOf, filterOf, stretchesOf } from './query.js';
import { saveNewer } from './saving.js';
import { fromStored, toStored, type Positioned, type Stored } from './stored-document.js';

/** Milliseconds that a commit may take, and the making of indexes on documents that are there. */
const LONG = 60_000;

const CHECKPOINTS = 'checkpoints';

/** Changes of one collection that follow each other. */
interface Run {
  readonly entry: Entry;
  readonly changes: Stored[];
}

/** The document store on MongoDB. It needs no transactions: see `saveNewer`. */
export class MongoDocumentStore implements DocumentStore {
  readonly partitions = 8;
  readonly isLocal = false;
  readonly #catalogue: Catalogue;

  constructor(private readonly connection: MongoConnection) {
    this.#catalogue = new Catalogue(connection);
  }

  ensureCollection(spec: CollectionSpec): Promise<void> {
    return this.connection.run(() => this.#catalogue.ensure(spec), LONG);
  }

  dropCollection(name: string): Promise<void> {
    return this.connection.run(() => this.#catalogue.drop(name), LONG);
  }

  collections(): Promise<readonly string[]> {
    return this.connection.run(() => this.#catalogue.names());
  }

  load<Body extends object>(
    name: string,
    ids: readonly string[],
    token?: bigint,
  ): Promise<ReadonlyMap<string, StoredDocument<Body>>> {
    return this.connection.run(async () => {
      const entry = await this.#catalogue.get(name);
      if (ids.length === 0) return new Map();
      const found = await read(this.#catalogue.documents(entry), ids, token);
      if (found.length === 0) await this.#catalogue.confirm(entry);
      return new Map(found.map((stored) => [stored._id, fromStored<Body>(stored)]));
    });
  }

  find<Body extends object>(name: string, query: DocumentQuery): Promise<readonly StoredDocument<Body>[]> {
    return this.connection.run(async () => {
      const stretches = stretchesOf(query);
      const entry = await this.#catalogue.indexed(name, fieldsOf(query));
      const documents = this.#catalogue.documents(entry);
      const found: Stored[] = [];
      let skip = query.skip ?? 0;
      for (const { filter, sort } of stretches) {
        const limit = query.limit - found.length;
        const page = documents.find(filter, { sort, skip, limit, batchSize: limit + 1 });
        const met = await page.toArray();
        found.push(...met);
        if (found.length === query.limit) break;
        if (met.length > 0) skip = 0;
        else if (skip > 0) skip -= Math.min(skip, await documents.countDocuments(filter));
      }
      if (found.length < query.limit) await this.#catalogue.confirm(entry);
      return found.map(fromStored<Body>);
    });
  }

  count(name: string, where?: DocumentQuery['where']): Promise<number> {
    return this.connection.run(async () => {
      const filter = filterOf(where);
      const entry = await this.#catalogue.indexed(name, fieldsOf({ ...(where && { where }) }));
      const count = await this.#catalogue.documents(entry).countDocuments(filter);
      if (count === 0) await this.#catalogue.confirm(entry);
      return count;
    });
  }

  commit(
    changes: readonly DocumentChange[],
    checkpoints: readonly Checkpoint[] = [],
    token?: bigint,
  ): Promise<void> {
    return this.connection.run(async () => {
      const { database } = this.connection;
      const moved = checkpoints.map(({ projection, position }) => ({ _id: projection, position }));
      if (token !== undefined) await this.#refuseBelow(moved, token);
      const inserted = new Set<Entry>();
      for (const { entry, changes: own } of await this.#runsOf(changes)) {
        if (await saveNewer(database, entry.stored, own, token)) inserted.add(entry);
      }
      for (const entry of inserted) await this.#catalogue.confirm(entry);
      if (moved.length > 0) await saveNewer(database, CHECKPOINTS, moved, token);
    }, LONG);
  }

  checkpoints(projections: readonly string[], token?: bigint): Promise<ReadonlyMap<string, Position>> {
    return this.connection.run(async () => {
      const found = await read(this.#checkpoints, projections, token);
      return new Map(found.map(({ _id, position }) => [_id, position]));
    });
  }

  removeCheckpoint(projection: string): Promise<void> {
    return this.connection.run(async () => {
      await this.#checkpoints.deleteOne({ _id: projection });
    });
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  get #checkpoints(): Collection<Positioned> {
    return this.connection.database.collection(CHECKPOINTS);
  }

  /** Keeps an owner that was replaced from beginning a commit; one that has begun is stopped by what was claimed. */
  async #refuseBelow(checkpoints: readonly Positioned[], token: bigint): Promise<void> {
    const ids = checkpoints.map(({ _id }) => _id);
    for (const found of await this.#checkpoints.find({ _id: { $in: ids } }).toArray()) {
      refuseHigher(found, token);
    }
  }

  /** All changes are looked through before the first is saved, so that nothing is kept of a commit that is refused. */
  async #runsOf(changes: readonly DocumentChange[]): Promise<readonly Run[]> {
    const runs: Run[] = [];
    for (const change of changes) {
      const stored = toStored(change);
      const last = runs.at(-1);
      if (last?.entry._id === change.collection) last.changes.push(stored);
      else runs.push({ entry: await this.#catalogue.get(change.collection), changes: [stored] });
    }
    return runs;
  }
}

/** Those that are there; with a token they are claimed. */
async function read<Document extends Positioned>(
  collection: Collection<Document>,
  ids: readonly string[],
  token?: bigint,
): Promise<readonly Document[]> {
  if (token !== undefined) return claim(collection, ids, token);
  return (await find(collection, ids)).filter(isThere);
}
