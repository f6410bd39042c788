import type { Position } from '#event-store';
import type { DocumentChange, DocumentStore } from '../../port/index.js';
import type { Held, Poison } from '../folding/routing.js';
import type { Share } from '../partitions/share.js';

/** A document, or a stream, that could not go on: its later events are held back until it is replayed. */
export interface Parked {
  readonly projection: string;
  readonly kind: Poison['kind'];
  /** Id of the document, or name of the stream. */
  readonly id: string;
  /** Of the event that could not be folded; a decimal string. */
  readonly position: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly stream: string;
  readonly message: string;
  /** ISO 8601. */
  readonly at: string;
  readonly status: 'parked' | 'replayed';
}

interface Entry {
  readonly revision: bigint;
  readonly parked: Parked;
}

const PAGE = 1_000;

/** What is parked in one generation: documents of a share, and streams, which hold up every partition. */
export class Parking implements Held {
  readonly documents = new Map<string, Position>();
  readonly streams = new Map<string, Position>();
  readonly #entries = new Map<string, Entry>();

  constructor(
    private readonly projection: string,
    private readonly collection: string,
    private readonly share: Share,
    private readonly now: () => number,
  ) {}

  /** Streams are counted by the first partition, so that the sum over all shares is right. */
  get size(): number {
    return this.documents.size + (this.share.leads ? this.streams.size : 0);
  }

  list(): readonly Parked[] {
    return [...this.#entries.values()]
      .map(({ parked }) => parked)
      .filter(({ status }) => status === 'parked');
  }

  /** The entry of a document, also when it was replayed. */
  find(documentId: string): Parked | undefined {
    return this.#entries.get(keyOf({ kind: 'document', id: documentId }))?.parked;
  }

  /** Reads what the store has. */
  async open(store: DocumentStore): Promise<void> {
    this.#entries.clear();
    this.documents.clear();
    this.streams.clear();
    for (let last: string | undefined; ;) {
      const after = last === undefined ? {} : { after: { id: last } };
      const page = await store.find<Parked>(this.collection, { limit: PAGE, ...after });
      for (const { position, body } of page) {
        if (body.kind === 'stream' || this.share.owns(body.id))
          this.#keep({ revision: position, parked: body });
      }
      last = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }

  /** The record of a poison event, to be committed, and then `keep`ed. */
  park({ kind, id, event, error }: Poison): DocumentChange & { readonly body: Parked } {
    return this.#change({
      projection: this.projection,
      kind,
      id,
      position: event.position.toString(),
      eventId: event.id,
      eventType: event.type,
      stream: event.stream,
      message: error instanceof Error ? error.message : String(error),
      at: new Date(this.now()).toISOString(),
      status: 'parked',
    });
  }

  replayed(parked: Parked): DocumentChange & { readonly body: Parked } {
    return this.#change({ ...parked, status: 'replayed' });
  }

  /** Takes over what was committed. */
  keep(changes: readonly (DocumentChange & { readonly body: Parked })[]): void {
    for (const { position, body } of changes) this.#keep({ revision: position, parked: body });
  }

  #change(body: Parked): DocumentChange & { readonly body: Parked } {
    const id = keyOf(body);
    const position = (this.#entries.get(id)?.revision ?? 0n) + 1n;
    return { collection: this.collection, id, position, body };
  }

  #keep(entry: Entry): void {
    const { parked } = entry;
    this.#entries.set(keyOf(parked), entry);
    const held = parked.kind === 'document' ? this.documents : this.streams;
    if (parked.status === 'parked') held.set(parked.id, BigInt(parked.position));
    else held.delete(parked.id);
  }
}

const keyOf = ({ kind, id }: Pick<Parked, 'kind' | 'id'>): string => `${kind}:${id}`;
