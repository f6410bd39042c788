import { type EventReader, matcher, type Position } from '#event-store';
import type { DocumentChange, DocumentStore, StoredDocument } from '../../port/index.js';
import type { Projection } from '../../projection.js';
import { fold } from '../folding/fold.js';
import { route, type Poison, type Upcast } from '../folding/routing.js';
import type { Share } from '../partitions/share.js';
import type { Difference } from '../folding/tallying.js';
import type { GenerationCollections } from '../generation-collections.js';
import type { Parked, Parking } from './parking.js';

export interface ReplayContext {
  readonly projection: Projection;
  readonly target: GenerationCollections;
  readonly share: Share;
  readonly parking: Parking;
  readonly store: DocumentStore;
  readonly reader: EventReader;
  readonly upcast: Upcast;
}

export interface Refolded {
  readonly documents: readonly StoredDocument[];
  readonly differences: readonly Difference[];
  readonly poison: readonly Poison[];
}

const PAGE = 1_000;

/** Folds what was held back of some documents, in order, as far as it is told to; nothing is saved here. */
export class Refold {
  readonly #documents = new Map<string, StoredDocument>();
  readonly #changed = new Set<string>();
  readonly #differences: Difference[] = [];
  readonly #poison = new Map<string, Poison>();
  readonly #ids: ReadonlySet<string>;
  #cursor: Position;

  private constructor(
    private readonly context: ReplayContext,
    parked: readonly Parked[],
    stored: ReadonlyMap<string, StoredDocument>,
  ) {
    this.#ids = new Set(parked.map(({ id }) => id));
    this.#cursor = parked.reduce(
      (first, { position }) => (BigInt(position) - 1n < first ? BigInt(position) - 1n : first),
      BigInt(parked[0]?.position ?? 1) - 1n,
    );
    for (const [id, document] of stored) this.#documents.set(id, document);
  }

  static async of(context: ReplayContext, parked: readonly Parked[]): Promise<Refold> {
    return new Refold(context, parked, await context.target.documents(parked.map(({ id }) => id)));
  }

  /** Goes on to this position, which is included. */
  async to(position: Position): Promise<void> {
    const { projection, reader } = this.context;
    const keeps = matcher(projection.filter);
    while (this.#cursor < position) {
      const page = await reader.readAll({ after: this.#cursor, filter: projection.filter, limit: PAGE });
      const events = page.events.filter((event) => event.position <= position && keeps(event));
      for (let rest = events; rest.length > 0;) rest = rest.slice(this.#take(rest));
      this.#cursor = page.end || page.position > position ? position : page.position;
    }
  }

  result(): Refolded {
    return {
      documents: [...this.#documents.values()].filter(({ id }) => this.#changed.has(id)),
      differences: this.#differences,
      poison: [...this.#poison.values()],
    };
  }

  #take(events: Parameters<typeof route>[2]): number {
    const { projection, parking, upcast } = this.context;
    const { routed, taken } = route(projection, upcast, events, parking);
    const own = routed.flatMap(({ event, ids }) => {
      const wanted = ids.filter((id) => this.#ids.has(id) && !this.#poison.has(id));
      return wanted.length > 0 ? [{ event, ids: wanted }] : [];
    });
    const { documents, differences, poison } = fold({
      projection,
      routed: own,
      stored: this.#documents,
      held: new Map(),
      counting: 'after each event',
    });
    for (const document of documents) {
      this.#documents.set(document.id, document);
      this.#changed.add(document.id);
    }
    this.#differences.push(...differences);
    for (const found of poison) this.#poison.set(found.id, found);
    return taken;
  }
}

/** What a refold changes in a generation: the documents, and the parked entries of all that were refolded. */
export function afterRefold(
  { target, parking }: ReplayContext,
  parked: readonly Parked[],
  { documents, poison }: Refolded,
): { readonly documents: readonly DocumentChange[]; readonly entries: ReturnType<Parking['park']>[] } {
  const failed = new Map(poison.map((found) => [found.id, found]));
  return {
    documents: documents.map((document) => ({ ...document, collection: target.collection })),
    entries: parked.map((entry) => {
      const again = failed.get(entry.id);
      return again ? parking.park(again) : parking.replayed(entry);
    }),
  };
}
