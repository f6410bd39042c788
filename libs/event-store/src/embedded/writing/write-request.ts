import type { ExpectedRevision } from '../../port/index.js';
import type { SerializedEvent } from '../../validation/events.js';

/** What of an event the columns of the programme's events cannot hold: it is kept beside them, byte for byte. */
export interface RawContent {
  readonly isJson: boolean;
  /** In place of the event's data. */
  readonly data?: Uint8Array;
  /** In place of the event's metadata. */
  readonly metadata?: Uint8Array;
}

export interface StorableEvent extends SerializedEvent {
  readonly raw?: RawContent;
}

/** An append on its way to the writer's thread. */
export interface AppendRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly StorableEvent[];
}

/** The removal of a stream: `soft` lets it be written to again, `tombstone` closes it for ever. */
export interface RemovalRequest {
  readonly remove: 'soft' | 'tombstone';
  readonly stream: string;
  readonly expected: ExpectedRevision;
}

export type WriteRequest = AppendRequest | RemovalRequest;

export interface Appended {
  /** Of the last event. */
  readonly revision: number;
  /** Of the last event; those before it have the positions just before it. */
  readonly position: number;
}

/** Why the writer refuses a request: where the stream really is. */
export interface WrongRevision {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly actual: number | 'no_stream';
}

/** Why the writer refuses a request: the stream is no more. */
export interface Deleted {
  readonly deleted: string;
}
