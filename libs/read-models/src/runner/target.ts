import type { Counters, Projection } from '../projection.js';
import type { CollectionSpec, DocumentStore, StoredDocument } from '../port/index.js';
import { parkedCollection, tallyCollection, type Generation } from '../names.js';
import type { StoredRows } from './rows.js';

/** The collections of one generation of a projection. */
export class Target {
  readonly collection: string;
  readonly parked: string;
  /** One for each tally of the projection, in their order. */
  readonly tallies: readonly string[];

  constructor(
    private readonly store: DocumentStore,
    private readonly projection: Projection,
    readonly generation: Generation,
  ) {
    this.collection = generation.collection;
    this.parked = parkedCollection(generation.collection);
    this.tallies = (projection.tallies ?? []).map(({ name }) => tallyCollection(generation.collection, name));
  }

  /** A new generation is filled without its indexes: keeping them up takes a third of the time that filling takes. */
  async ensure(): Promise<void> {
    await this.store.ensureCollection({ ...this.#documents, filledFirst: true });
    await this.store.ensureCollection({ name: this.parked, indexes: ['status'] });
    for (const name of this.tallies) await this.store.ensureCollection({ name, indexes: [] });
  }

  /** What serves is asked for more than its ids. To be called once it has caught up. */
  ensureIndexes(): Promise<void> {
    return this.store.ensureCollection(this.#documents);
  }

  documents(ids: Iterable<string>): Promise<ReadonlyMap<string, StoredDocument>> {
    const wanted = [...ids];
    return wanted.length === 0 ? Promise.resolve(new Map()) : this.store.load(this.collection, wanted);
  }

  /** To be asked after the documents: a row is then at least as new as they are. */
  async rows(ids: readonly (readonly string[])[]): Promise<StoredRows> {
    const rows: StoredRows[number][] = [];
    for (const [tally, collection] of this.tallies.entries()) {
      const wanted = ids[tally] ?? [];
      rows.push(wanted.length === 0 ? new Map() : await this.store.load<Counters>(collection, wanted));
    }
    return rows;
  }

  get #documents(): CollectionSpec {
    return { name: this.collection, indexes: this.projection.indexes };
  }
}
