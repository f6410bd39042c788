import type { EventFilter, RecordedEvent } from '#event-store';

/**
 * A read model as a value: which documents an event touches, and what it makes of each. Pure: no I/O, no
 * clock, no randomness, so that the same events always give the same documents.
 */
export interface Projection<Body extends object = object> {
  /** Slug, the name that queries and operators use. */
  readonly name: string;
  /** Raise it whenever `keys`, `evolve`, `indexes` or a tally changes: the documents are then rebuilt. */
  readonly version: number;
  readonly filter: EventFilter;
  /** Top-level fields of the body that queries filter or sort by. */
  readonly indexes: readonly string[];
  /** Ids of the documents that the event touches. */
  keys(event: RecordedEvent): readonly string[];
  /** The document after the event; `undefined` when there is still none. Returns a new value, never changes `body`. */
  evolve(body: Body | undefined, event: RecordedEvent, id: string): Body | undefined;
  readonly tallies?: readonly Tally<Body>[];
}

/**
 * Sums over all documents of a projection: each document counts for something in some rows, and a row is the
 * sum of what all documents count in it. When a document changes, the runner adds the difference between what
 * it counts after and before, so that a correction moves the figures back by itself.
 */
export interface Tally<Body extends object = object> {
  readonly name: string;
  /** Row id → counter → amount, of the document with this id. Pure. */
  count(body: Body, id: string): Readonly<Record<string, Counters>>;
}

/** Amounts by counter; a counter that is not there is 0. This is the body of a tally's row. */
export type Counters = Readonly<Record<string, number>>;
