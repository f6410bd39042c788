import type { Position } from '#event-store';
import type { Counters, Projection } from '../projection.js';
import type { CollectionSpec, DocumentChange, DocumentStore, StoredDocument } from '../port/index.js';
import { parkedCollection, tallyCollection, type Generation } from '../names.js';
import type { StoredRows } from './folding/rows.js';
import type { Share } from './partitions/share.js';

/** The collections of one generation of a projection. */
export class GenerationCollections {
  readonly collection: string;
  readonly parked: string;
  /** One for each tally of the projection, in their order. */
  readonly tallies: readonly string[];

  constructor(
    private readonly store: DocumentStore,
    private readonly projection: Projection,
    readonly generation: Generation,
    private readonly share: Share,
  ) {
    this.collection = generation.collection;
    this.parked = parkedCollection(generation.collection);
    this.tallies = (projection.tallies ?? []).map(({ name }) => tallyCollection(generation.collection, name));
  }

  /** A new generation is filled without its indexes: keeping them up takes a third of the time that filling takes. */
  async ensure(): Promise<void> {
    const collections = [
      { ...this.#documents, filledFirst: true },
      { name: this.parked, indexes: ['status'] },
      ...this.tallies.map((name) => ({ name, indexes: [] })),
    ];
    await Promise.all(collections.map((collection) => this.store.ensureCollection(collection)));
  }

  /** What serves is queried by more than ids. To be called once it has caught up. */
  ensureIndexes(): Promise<void> {
    return this.store.ensureCollection(this.#documents);
  }

  documents(ids: Iterable<string>): Promise<ReadonlyMap<string, StoredDocument>> {
    const wanted = [...ids];
    return wanted.length === 0 ? Promise.resolve(new Map()) : this.store.load(this.collection, wanted);
  }

  /**
   * To be asked after the documents: a row is then at least as new as they are. It is claimed: an owner that was
   * replaced in the middle of a commit cannot write it after that, nor the documents that it counts.
   */
  async rows(ids: readonly (readonly string[])[]): Promise<StoredRows> {
    const { token } = this.share;
    const rows: StoredRows[number][] = [];
    for (const [tally, collection] of this.tallies.entries()) {
      const wanted = ids[tally] ?? [];
      rows.push(wanted.length === 0 ? new Map() : await this.store.load<Counters>(collection, wanted, token));
    }
    return rows;
  }

  /** How far each partition of the share has come. Nobody else moves them from now on. */
  async positions(): Promise<readonly Position[]> {
    const names = this.share.checkpoints(this.generation);
    const found = await this.store.checkpoints(names, this.share.token);
    return names.map((name) => found.get(name) ?? 0n);
  }

  /** Saves changes and moves the share on to the position; to where it is, changes alone. */
  commit(changes: readonly DocumentChange[], position: Position): Promise<void> {
    const { share, generation } = this;
    const checkpoints = share.checkpoints(generation).map((projection) => ({ projection, position }));
    return this.store.commit(changes, checkpoints, share.token);
  }

  get #documents(): CollectionSpec {
    return { name: this.collection, indexes: this.projection.indexes };
  }
}
