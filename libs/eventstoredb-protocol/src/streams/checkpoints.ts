import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Position } from '#event-store';

/** How many events EventStoreDB looks at before it comes back, when the client does not say. */
const DEFAULT_WINDOW = 32;

/**
 * The checkpoints of a filtered subscription: one for every so many events that were looked at, whether they passed
 * or not. Positions have no gaps, so they count the events.
 */
export class Checkpoints {
  readonly #interval: bigint;
  #last: Position;

  constructor(filter: streams.ReadReq.Options.FilterOptions, after: Position) {
    const window = filter.hasMax() ? Math.max(1, filter.getMax()) : DEFAULT_WINDOW;
    const multiplier = Math.max(1, filter.getCheckpointintervalmultiplier());
    this.#interval = BigInt(window) * BigInt(multiplier);
    this.#last = after;
  }

  /** Those that are due before the event at this position. */
  before(position: Position): Iterable<Position> {
    return this.upTo(position - 1n);
  }

  /** Those that are due when all up to this position was looked at. */
  *upTo(position: Position): Iterable<Position> {
    while (this.#last + this.#interval <= position) {
      this.#last += this.#interval;
      yield this.#last;
    }
  }

  /** Counts from this position on; false when it is where the last checkpoint was. */
  move(position: Position): boolean {
    if (position <= this.#last) return false;
    this.#last = position;
    return true;
  }
}
