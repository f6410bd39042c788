import type { NewEvent, Position } from './events.js';

/**
 * What the writer believes of the stream: nothing (`any`), that it does not exist (`no_stream`), that it
 * exists (`stream_exists`), or that its last event has exactly this revision.
 */
export type ExpectedRevision = 'any' | 'no_stream' | 'stream_exists' | number;

export interface AppendResult {
  /** Revision of the last event of this append. */
  readonly revision: number;
  /** Position of the last event of this append. */
  readonly position: Position;
}

export interface EventAppender {
  /**
   * Appends all the events or none. Resolves when they are durable.
   *
   * Idempotent by event id, as EventStoreDB is: repeating an append whose events are already in the stream
   * where this append would have put them answers as the first time and writes nothing.
   *
   * @throws WrongExpectedRevision when the stream is elsewhere than expected
   * @throws InvalidEvent when an event cannot be stored as it is (not JSON, too large, not a UUID)
   * @throws StoreUnavailable when nothing was written, and trying later may help
   * @throws OutcomeUnknown when the answer got lost: repeat with the same ids and the same expected revision
   */
  append(
    stream: string,
    events: readonly NewEvent[],
    expectedRevision: ExpectedRevision,
  ): Promise<AppendResult>;
}
