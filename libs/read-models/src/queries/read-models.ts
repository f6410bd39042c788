import type { Position } from '#event-store';
import { tallyCollection, type Generation } from '../names.js';
import type { DocumentStore, Query, StoredDocument } from '../port/index.js';
import type { Counters } from '../projection.js';
import { Serving } from './serving.js';
import { Visibility } from './visibility.js';

/**
 * What queries ask, by the names of projections. Needs the document store alone; given to a runner in the same
 * process, `waitFor` is told of every commit.
 *
 * Every method throws ProjectionNotReady while no runner has set up the projection.
 */
export class ReadModels {
  readonly #serving: Serving;
  readonly #visibility: Visibility;

  constructor(private readonly store: DocumentStore) {
    this.#serving = new Serving(store);
    this.#visibility = new Visibility(store, this.#serving);
  }

  async get<Body extends object>(projection: string, id: string): Promise<StoredDocument<Body> | undefined> {
    return (await this.getMany<Body>(projection, [id])).get(id);
  }

  /** Those of the documents that are there. */
  getMany<Body extends object>(
    projection: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, StoredDocument<Body>>> {
    return this.#serving.read(projection, ({ collection }) => this.store.load<Body>(collection, ids));
  }

  /** @throws InvalidQuery when the collection that serves has no such index, or a number is out of range */
  find<Body extends object>(projection: string, query: Query): Promise<readonly StoredDocument<Body>[]> {
    return this.#serving.read(projection, ({ collection }) => this.store.find<Body>(collection, query));
  }

  /** @throws InvalidQuery */
  count(projection: string, where?: Query['where']): Promise<number> {
    return this.#serving.read(projection, ({ collection }) => this.store.count(collection, where));
  }

  /** Rows of a tally; a row that nothing counts in is not there, or is empty. */
  async rows(
    projection: string,
    tally: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Counters>> {
    const rows = await this.#serving.read(projection, ({ collection }) =>
      this.store.load<Counters>(tallyCollection(collection, tally), ids),
    );
    return new Map([...rows].map(([id, { body }]) => [id, body]));
  }

  /** Rows of a tally in the order of their ids, after an id. @param limit 1 to 10,000 */
  async rowsAfter(
    projection: string,
    tally: string,
    after: string,
    limit: number,
  ): Promise<readonly (readonly [id: string, counters: Counters])[]> {
    const rows = await this.#serving.read(projection, ({ collection }) =>
      this.store.find<Counters>(tallyCollection(collection, tally), { after: { id: after }, limit }),
    );
    return rows.map(({ id, body }) => [id, body]);
  }

  /** How far what serves has come. Asked before the documents, they are at least as new. */
  position(projection: string): Promise<Position> {
    return this.#serving.read(
      projection,
      async ({ collection }) => (await this.store.checkpoint(collection)) ?? 0n,
    );
  }

  /**
   * Resolves when all these projections show what happened up to the position; by default all that are set up.
   *
   * @param timeout milliseconds
   * @throws NotYetVisible
   */
  waitFor(position: Position, timeout: number, projections?: readonly string[]): Promise<void> {
    return this.#visibility.waitFor(position, timeout, projections);
  }

  /** For the runner: the generation that serves has come to this position. */
  advanced(projection: string, generation: Generation, position: Position): void {
    this.#visibility.advanced(projection, generation, position);
  }
}
