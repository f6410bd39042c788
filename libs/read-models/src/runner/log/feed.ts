import type { AllBatch, EventStoreError, Position } from '#event-store';
import { Notice } from '../../notice.js';
import type { Foldings } from '../foldings.js';

/** Batches kept for a reader that the others no longer wait for. */
const WINDOW = 3;
/** A reader that is busy with a batch for so many milliseconds holds the others up no longer. */
const PATIENCE = 1_000;

/** The reader is too far behind for this feed. */
export const BEHIND = Symbol('behind');

/** Told when the log cannot be read for now. */
export type OnFailure = (error: EventStoreError) => void;

/** A place in a feed. */
export interface Place {
  /** Number of the next batch to take. */
  next: number;
  readonly onFailure: OnFailure;
}

/**
 * One subscription for several readers that stand close together: the log is read and parsed once for all of them.
 * The next batch is read when all of them have taken the last one, and have folded it: while commits are under way.
 * So two batches are in memory, not more.
 */
export class Feed {
  readonly #places = new Set<Place>();
  readonly #batches: AllBatch[] = [];
  /** Number of the first batch in the window. */
  #first = 0;
  /** Position before the first batch in the window. */
  #floor: Position;
  #tip: Position;
  /** Why there has been nothing to read since the last batch. */
  #failure: EventStoreError | undefined;
  #ended: { readonly error?: unknown } | undefined;
  readonly #moved = new Notice();

  constructor(
    start: Position,
    private readonly subscribe: (onFailure: OnFailure) => AsyncIterable<AllBatch>,
    private readonly foldings: Foldings,
    private readonly release: () => void,
  ) {
    this.#floor = start;
    this.#tip = start;
    void this.#pump();
  }

  /** Whether what lies behind this position can be taken from the window. */
  reaches(position: Position): boolean {
    return !this.#ended && position >= this.#floor && position <= this.#tip;
  }

  /** A place behind this position, which the window reaches. */
  join(position: Position, onFailure: OnFailure): Place {
    const ahead = this.#batches.findIndex((batch) => batch.position > position);
    const place = { next: this.#first + (ahead === -1 ? this.#batches.length : ahead), onFailure };
    this.#places.add(place);
    if (this.#failure) onFailure(this.#failure);
    return place;
  }

  /** Whether a reader at this place has met the end of the log, and nothing has come since. */
  isAtEnd(place: Place): boolean {
    return place.next === this.#next && this.#batches.at(-1)?.caughtUp === true;
  }

  /** The next batch; `undefined` after the last one of a log that was closed, or when the signal is aborted. */
  async take(place: Place, signal: AbortSignal): Promise<AllBatch | typeof BEHIND | undefined> {
    for (;;) {
      if (place.next < this.#first) return BEHIND;
      const batch = this.#batches[place.next - this.#first];
      if (batch) {
        place.next += 1;
        this.#moved.give();
        return batch;
      }
      if (this.#ended) {
        if ('error' in this.#ended) throw this.#ended.error;
        return undefined;
      }
      if (signal.aborted) return undefined;
      await this.#moved.wait(signal);
    }
  }

  leave(place: Place): void {
    this.#places.delete(place);
    if (this.#places.size === 0) this.#end({});
    this.#moved.give();
  }

  async #pump(): Promise<void> {
    try {
      for await (const batch of this.subscribe((error) => {
        this.#failed(error);
      })) {
        this.#failure = undefined;
        this.#batches.push(batch);
        this.#tip = batch.position;
        this.#tidy();
        this.#moved.give();
        await this.#untilWanted();
        await this.foldings.folded();
        if (this.#ended) return;
      }
      this.#end({});
    } catch (error) {
      this.#end({ error });
    }
    this.#moved.give();
  }

  #failed(error: EventStoreError): void {
    this.#failure = error;
    for (const { onFailure } of this.#places) onFailure(error);
  }

  #end(how: { readonly error?: unknown }): void {
    this.#ended ??= how;
    this.release();
  }

  /** Resolves when every reader has taken the newest batch, or those that have waited long enough. */
  async #untilWanted(): Promise<void> {
    const deadline = performance.now() + PATIENCE;
    while (!this.#ended && [...this.#places].some(({ next }) => next >= this.#first && next < this.#next)) {
      const left = deadline - performance.now();
      if (left <= 0) return;
      await this.#moved.wait(undefined, left);
    }
  }

  /** Number of the batch that is read next. */
  get #next(): number {
    return this.#first + this.#batches.length;
  }

  /** Drops what every reader has taken, and what is too old; the last batch is kept for who joins. */
  #tidy(): void {
    const slowest = Math.min(...[...this.#places].map(({ next }) => next));
    while (this.#batches.length > 1 && (this.#first < slowest || this.#batches.length > WINDOW)) this.#drop();
  }

  #drop(): void {
    this.#floor = this.#batches.shift()?.position ?? this.#floor;
    this.#first += 1;
  }
}
