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
   * where this append would have put them answers as the first time and writes nothing. With `any` and
   * `stream_exists` that is wherever in the stream they are; a part of them alone is a wrong expected revision.
   *
   * @param stream 1 to 500 characters, no control characters, not beginning with `$`
   * @param events at least one; `data` and `metadata` of all together at most 1 MiB as JSON
   *
   * @throws WrongExpectedRevision when the stream is elsewhere than expected
   * @throws InvalidEvent when an event cannot be stored as it is (not JSON, too large, not a UUID)
   * @throws InvalidRequest when stream or expected revision are malformed, or a foreign client closed the stream for
   * ever
   * @throws StoreUnavailable when nothing was written, and trying later may help
   * @throws OutcomeUnknown when the answer got lost: repeat with the same ids and the same expected revision
   */
  append(
    stream: string,
    events: readonly NewEvent[],
    expectedRevision: ExpectedRevision,
  ): Promise<AppendResult>;
}
