import type { Position } from '#event-store';
import { partName, tallyCollection, wholeName, type Generation } from '../names.js';
import type { DocumentStore, DocumentQuery, StoredDocument } from '../port/index.js';
import type { Counters } from '../projection.js';
import { addCounters } from '../projections/add-counters.js';
import type { AdvanceListener } from '../advance-listener.js';
import { positionOf } from './generations.js';
import { Serving } from './serving.js';
import { Visibility } from './visibility.js';

/**
 * What queries ask, by the names of projections. Needs the document store alone; as the listener of a runner in the
 * same process, `waitFor` is told of every commit.
 *
 * Every method throws ProjectionNotReady while no runner has set up the projection.
 */
export class ReadModels implements AdvanceListener {
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
  find<Body extends object>(
    projection: string,
    query: DocumentQuery,
  ): Promise<readonly StoredDocument<Body>[]> {
    return this.#serving.read(projection, ({ collection }) => this.store.find<Body>(collection, query));
  }

  /** @throws InvalidQuery */
  count(projection: string, where?: DocumentQuery['where']): Promise<number> {
    return this.#serving.read(projection, ({ collection }) => this.store.count(collection, where));
  }

  /** Rows of a tally, each the sum over all partitions; a row that nothing counts in is not there, or is empty. */
  async rows(
    projection: string,
    tally: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Counters>> {
    return this.#serving.read(projection, async ({ collection, partitions = 1 }) => {
      const all = Array.from({ length: partitions }, (_, partition) =>
        ids.map((id) => partName(id, partition)),
      );
      const found = await this.store.load<Counters>(tallyCollection(collection, tally), all.flat());
      return summed([...found.values()]);
    });
  }

  /** All rows of a tally, by their ids. */
  async allRows(projection: string, tally: string): Promise<ReadonlyMap<string, Counters>> {
    return this.#serving.read(projection, async ({ collection }) =>
      summed(await this.#rowsAfter(tallyCollection(collection, tally), undefined, () => true)),
    );
  }

  /**
   * The rows of a tally whose ids are above one text and below another, by their ids; those before and behind are not
   * read, but for some of the page that has the last one.
   */
  async rowsBetween(
    projection: string,
    tally: string,
    above: string,
    below: string,
  ): Promise<ReadonlyMap<string, Counters>> {
    return this.#serving.read(projection, async ({ collection }) => {
      const isWithin = ({ id }: StoredDocument) => wholeName(id) < below;
      return summed(await this.#rowsAfter(tallyCollection(collection, tally), { id: above }, isWithin));
    });
  }

  /** How far what serves has come. Asked before the documents, they are at least as new. */
  position(projection: string): Promise<Position> {
    return this.#serving.read(projection, (generation) => positionOf(this.store, generation));
  }

  /**
   * Resolves when all these projections show what happened up to the position; it also waits for those that no runner
   * has set up yet.
   *
   * @param timeout milliseconds
   * @throws NotYetVisible
   */
  waitFor(position: Position, timeout: number, projections: readonly string[]): Promise<void> {
    return this.#visibility.waitFor(position, timeout, projections);
  }

  advanced(
    projection: string,
    generation: Generation,
    partitions: readonly number[],
    position: Position,
  ): void {
    this.#visibility.advanced(projection, generation, partitions, position);
  }

  /** As stored, until one is not wanted. */
  async #rowsAfter(
    collection: string,
    start: DocumentQuery['after'],
    isWanted: (row: StoredDocument) => boolean,
  ): Promise<readonly StoredDocument<Counters>[]> {
    const found: StoredDocument<Counters>[] = [];
    for (let after = start; ;) {
      const page = await this.store.find<Counters>(collection, { limit: PAGE, ...(after && { after }) });
      const wanted = page.filter(isWanted);
      found.push(...wanted);
      after = page.at(-1);
      if (page.length < PAGE || wanted.length < page.length) return found;
    }
  }
}

const PAGE = 2_000;

function summed(rows: readonly StoredDocument<Counters>[]): ReadonlyMap<string, Counters> {
  const sums = new Map<string, Counters>();
  for (const { id, body } of rows) {
    const row = wholeName(id);
    sums.set(row, addCounters([sums.get(row) ?? {}, body]));
  }
  return sums;
}
