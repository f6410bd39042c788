import type { Position, RecordedEvent } from '#event-store';
import { BATCH_SIZE } from '../log/shared-log.js';

/**
 * The events that an earlier owner may have been committing when its commit was cut off, or it was replaced. On a
 * store without transactions any row may show them already, or show them any moment, until it is claimed. It was one
 * batch, of events that were in the log when its checkpoints were claimed.
 */
export class Unsettled {
  #left = BATCH_SIZE;

  /**
   * @param after the furthest checkpoint that was claimed
   * @param head of the log, read after that
   */
  constructor(
    private readonly after: Position,
    private readonly head: Position,
  ) {}

  /** Whether a reader that has come to this position has passed all of them. */
  isOverAt(position: Position): boolean {
    return this.#left <= 0 || position >= this.head;
  }

  /** To be told of events that are dealt with. */
  passed(events: readonly RecordedEvent[]): void {
    for (const { position } of events) if (position > this.after) this.#left -= 1;
  }
}
