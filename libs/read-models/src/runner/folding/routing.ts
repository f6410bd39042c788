import type { Position, RecordedEvent } from '#event-store';
import { NoDocumentNamed } from '../../errors.js';
import type { Projection } from '../../projection.js';

/** An event as the projection reads it, and the documents that it touches. */
export interface Routed {
  readonly event: RecordedEvent;
  readonly ids: readonly string[];
}

/** What is held back until it is replayed: everything from a position on. */
export interface Held {
  readonly documents: ReadonlyMap<string, Position>;
  readonly streams: ReadonlyMap<string, Position>;
}

/** An event that could not be folded. */
export interface Poison {
  /** `stream` when not even the documents that it touches could be told. */
  readonly kind: 'document' | 'stream';
  /** The document, or the stream, that cannot go on. */
  readonly id: string;
  readonly event: RecordedEvent;
  readonly error: unknown;
}

export interface Route {
  readonly routed: readonly Routed[];
  readonly documents: ReadonlySet<string>;
  readonly poison: readonly Poison[];
  /** How many of the events this is the route of. */
  readonly taken: number;
}

export type Upcast = (event: RecordedEvent) => RecordedEvent;

/** Documents in one commit: what an embedded store writes in a few milliseconds. */
const MOST_DOCUMENTS = 500;

/** Finds out which documents the events touch, as far as one commit takes them. */
export function route(
  projection: Pick<Projection, 'keys'>,
  upcast: Upcast,
  events: readonly RecordedEvent[],
  held: Held,
): Route {
  const routed: Routed[] = [];
  const poison: Poison[] = [];
  const documents = new Set<string>();
  const stopped = new Set<string>();
  let taken = 0;
  for (const stored of events) {
    if (documents.size >= MOST_DOCUMENTS) break;
    taken += 1;
    const { stream, position } = stored;
    if (stopped.has(stream) || isHeld(held.streams, stream, position)) continue;
    try {
      const event = upcast(stored);
      const ids = namesOf(projection.keys(event));
      if (ids.length === 0) continue;
      routed.push({ event, ids: ids.length === 1 ? ids : [...new Set(ids)] });
      for (const id of ids) documents.add(id);
    } catch (error) {
      stopped.add(stream);
      poison.push({ kind: 'stream', id: stream, event: stored, error });
    }
  }
  return { routed, documents, poison, taken };
}

/** An event that was changed outside the program may lack what names its document. */
function namesOf(ids: readonly unknown[]): readonly string[] {
  if (ids.every((id) => typeof id === 'string')) return ids;
  throw new NoDocumentNamed();
}

export function isHeld(held: ReadonlyMap<string, Position>, id: string, position: Position): boolean {
  const from = held.get(id);
  return from !== undefined && position >= from;
}
