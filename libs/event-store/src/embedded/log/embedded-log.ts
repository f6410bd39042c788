import type { ExpectedRevision, Position, SubscriptionOptions } from '../../port/index.js';

/** What an event carries, byte for byte as it was sent. */
export interface LogContent {
  /** Whether the writer declared `data` to be JSON. The store does not check. */
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface NewLogEvent extends LogContent {
  /** A UUID. */
  readonly id: string;
  readonly type: string;
}

export interface LogEvent extends NewLogEvent {
  readonly stream: string;
  /** 2^53 - 2 for a tombstone, which stands at EventStoreDB's highest revision. */
  readonly revision: number;
  readonly position: Position;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

export interface LogStreamOptions {
  readonly direction?: 'forwards' | 'backwards';
  /** First revision to read, inclusive. Default: the start of the stream, or its end when reading backwards. */
  readonly from?: number;
  /** Most events to answer, 1 to 10,000. */
  readonly limit: number;
}

export interface LogStreamPage {
  /** `missing`: it does not exist, or was deleted and not written to since. `tombstoned`: it is closed for ever. */
  readonly state: 'found' | 'missing' | 'tombstoned';
  readonly events: readonly LogEvent[];
  /** Of the last event of the stream, on this page or not, to be seen or not. */
  readonly lastRevision?: number;
  /** Whether nothing lay beyond when this page was read. */
  readonly end: boolean;
}

/** Keeps the events whose stream or type passes. */
export interface LogFilter {
  readonly on: 'stream' | 'type';
  /** Must be pure, and quick: it is called for every event on the way. */
  readonly passes: (text: string) => boolean;
}

export interface LogAllOptions {
  readonly direction?: 'forwards' | 'backwards';
  /** Exclusive: reads what lies beyond this position. Default: from the start, or the end when backwards. */
  readonly after?: Position;
  /** Most events to answer, 1 to 10,000. */
  readonly limit: number;
  readonly filter?: LogFilter;
}

export interface LogPage {
  readonly events: readonly LogEvent[];
  /** How far the store has looked, also where nothing passed: pass it as `after` to read on. */
  readonly position: Position;
  /** Whether nothing lay beyond when this page was read. */
  readonly end: boolean;
}

export interface LogAllSubscription extends SubscriptionOptions {
  /** Exclusive. Default: the start. */
  readonly after?: Position;
  readonly filter?: LogFilter;
}

export interface LogStreamSubscription extends SubscriptionOptions {
  /** Exclusive. Default: the start. */
  readonly after?: number;
}

export interface LogAllBatch {
  readonly events: readonly LogEvent[];
  /** All that passes up to here has been delivered. */
  readonly position: Position;
  readonly caughtUp: boolean;
}

export interface LogStreamBatch {
  readonly events: readonly LogEvent[];
  /** Checkpoint after this batch, -1 before the first event. */
  readonly revision: number;
  readonly caughtUp: boolean;
}

export interface LogAppended {
  /** Revision of the last event. */
  readonly revision: number;
  /** Position of the last event. */
  readonly position: Position;
}

/**
 * The embedded store as EventStoreDB's protocol sees it: bytes instead of JSON, the store's own streams and events
 * among the others, streams that can be deleted and whose metadata limits what is seen of them. It reads and
 * writes the same log as the port, through the same writer.
 *
 * Its methods throw `InvalidRequest` and `StoreUnavailable` as those of the port do.
 */
export interface EmbeddedLog {
  /**
   * Appends all the events or none, by the port's rules of expected revisions and idempotency. An append to a deleted
   * stream starts it again, at the revision after its last one.
   *
   * @param stream 1 to 500 characters, those of a `$$` at its beginning not counted, no control characters
   * @throws WrongExpectedRevision, InvalidEvent, OutcomeUnknown as the port does
   * @throws StreamDeleted after a tombstone, and where a deleted stream is expected to exist
   */
  append(
    stream: string,
    events: readonly NewLogEvent[],
    expectedRevision: ExpectedRevision,
  ): Promise<LogAppended>;
  /**
   * Deletes a stream: `soft` so that it can be written to again, `tombstone` for ever. Its events stay in the log.
   *
   * @param stream not one that carries metadata (`$$…`)
   * @throws WrongExpectedRevision also where there is no stream to delete softly
   * @throws StreamDeleted
   */
  remove(
    kind: 'soft' | 'tombstone',
    stream: string,
    expectedRevision: ExpectedRevision,
  ): Promise<LogAppended>;
  /** A page of what is to be seen of a stream. */
  readStream(stream: string, options: LogStreamOptions): Promise<LogStreamPage>;
  /** A page of the whole log. */
  readAll(options: LogAllOptions): Promise<LogPage>;
  /** Position of the last event in the store, 0 when it is empty. */
  headPosition(): Promise<Position>;
  /** Subscriptions with the promises of the port's. */
  subscribeToAll(options?: LogAllSubscription): AsyncIterable<LogAllBatch>;
  /** The iteration throws `StreamDeleted` when the stream is closed for ever. */
  subscribeToStream(stream: string, options?: LogStreamSubscription): AsyncIterable<LogStreamBatch>;
}
