import { CodedError } from '#errors';
import type { ExpectedRevision } from './append.js';

/** Whatever an event store can answer instead of a result; `code` is stable. */
export abstract class EventStoreError extends CodedError {}

/** The stream is elsewhere than the writer believed; nothing was written. */
export class WrongExpectedRevision extends EventStoreError {
  readonly code = 'WRONG_EXPECTED_REVISION';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    /** Revision of the stream's last event. */
    readonly actual: number | 'no_stream',
  ) {
    super(`Stream ${stream} is at revision ${actual}, but ${expected} was expected.`);
  }
}

/** The event cannot be stored as it is; nothing was written, and repeating will not help. */
export class InvalidEvent extends EventStoreError {
  readonly code = 'INVALID_EVENT';
}

/** The call makes no sense as it is (a malformed stream name, a limit out of range); nothing was done. */
export class InvalidRequest extends EventStoreError {
  readonly code = 'INVALID_REQUEST';
}

/** The store cannot be reached or cannot write now; nothing was written, and trying later may help. */
export class StoreUnavailable extends EventStoreError {
  readonly code = 'STORE_UNAVAILABLE';
}

/** The answer got lost: the events may have been written. Repeat with the same ids and expected revision. */
export class OutcomeUnknown extends EventStoreError {
  readonly code = 'OUTCOME_UNKNOWN';
}
