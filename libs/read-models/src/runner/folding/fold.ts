import type { Position, RecordedEvent } from '#event-store';
import type { StoredDocument } from '../../port/index.js';
import type { Projection } from '../../projection.js';
import { isHeld, type Poison, type Routed } from './routing.js';
import { countOf, differences, type Counted, type Difference } from './tallying.js';

/** A document in the course of a fold. */
interface Folded {
  readonly id: string;
  readonly stored: object | undefined;
  body: object | undefined;
  position: Position;
  /** What it counts now; kept in a fold that counts after each event. */
  counted?: Counted;
}

export interface Fold {
  /** The documents that have changed. */
  readonly documents: readonly StoredDocument[];
  readonly differences: readonly Difference[];
  readonly poison: readonly Poison[];
  /** Position of the last event that changed a document. */
  readonly last: Position;
}

export interface FoldInput {
  readonly projection: Projection;
  readonly routed: readonly Routed[];
  readonly stored: ReadonlyMap<string, StoredDocument>;
  readonly held: ReadonlyMap<string, Position>;
  /**
   * When to count what the documents count. After each event, each difference has that event's position, and rows
   * that have come further than others are guarded by it. At the end, once per document, is the same where no row
   * has come further than the events begin, and costs less.
   */
  readonly counting: 'after each event' | 'at the end';
}

/**
 * Folds events into documents, in memory. What lies at or below a document's position is already in. A document
 * whose event throws stays as it was before that event, and takes no further one.
 */
export function fold(input: FoldInput): Fold {
  const { projection, routed, stored } = input;
  const documents = new Map<string, Folded>();
  const poison = new Map<string, Poison>();
  const found: Difference[] = [];
  let last = 0n;
  for (const { event, ids } of routed) {
    for (const id of ids) {
      if (poison.has(id) || isHeld(input.held, id, event.position)) continue;
      const document = documents.get(id) ?? started(id, stored.get(id));
      documents.set(id, document);
      if (event.position <= document.position) continue;
      try {
        const changed = step(
          projection,
          document,
          event,
          input.counting === 'at the end' ? undefined : found,
        );
        if (changed) last = event.position;
      } catch (error) {
        poison.set(id, { kind: 'document', id, event, error });
      }
    }
  }
  const changed = [...documents.values()].filter((document) => document.body !== document.stored);
  return {
    documents: changed.flatMap(({ id, position, body }) => (body ? [{ id, position, body }] : [])),
    differences: input.counting === 'at the end' ? countOnce(changed, last, input) : found,
    poison: [...poison.values()],
    last,
  };
}

/** What documents count now that they did not before, as if one event at this position had changed them. */
function countOnce(
  changed: readonly Folded[],
  position: Position,
  { projection: { tallies = [] } }: FoldInput,
): readonly Difference[] {
  return changed.flatMap(({ id, stored, body }) =>
    differences(countOf(tallies, stored, id), countOf(tallies, body, id), position),
  );
}

function started(id: string, stored: StoredDocument | undefined): Folded {
  return { id, stored: stored?.body, body: stored?.body, position: stored?.position ?? -1n };
}

/** @returns whether the event has changed the document */
function step(
  projection: Projection,
  document: Folded,
  event: RecordedEvent,
  found: Difference[] | undefined,
): boolean {
  const body = projection.evolve(document.body, event, document.id);
  if (body === document.body) return false;
  if (body === undefined)
    throw new TypeError('evolve removes a document that exists: keep it, and mark it instead.');
  const { tallies = [] } = projection;
  if (found && tallies.length > 0) {
    const before = document.counted ?? countOf(tallies, document.body, document.id);
    const counted = countOf(tallies, body, document.id);
    found.push(...differences(before, counted, event.position));
    document.counted = counted;
  }
  document.body = body;
  document.position = event.position;
  return true;
}
