import type { Position, RecordedEvent } from './events.js';
import type { EventFilter } from './event-filter.js';

/** Most events that a read answers which does not say how many it wants. */
export const DEFAULT_LIMIT = 1_000;

export interface ReadStreamOptions {
  readonly direction?: 'forwards' | 'backwards';
  /** First revision to read, inclusive. Default: the start of the stream, or its end when reading backwards. */
  readonly from?: number;
  /** Most events to answer, 1 to 10,000. Default `DEFAULT_LIMIT`. */
  readonly limit?: number;
}

export interface ReadAllOptions {
  readonly direction?: 'forwards' | 'backwards';
  /** Exclusive: reads what lies beyond this position. Default: from the start, or the end when backwards. */
  readonly after?: Position;
  /** Most events to answer, 1 to 10,000. Default `DEFAULT_LIMIT`. */
  readonly limit?: number;
  readonly filter?: EventFilter;
}

export interface AllPage {
  readonly events: readonly RecordedEvent[];
  /** How far the store has looked, also where nothing matched: pass it as `after` to read on. */
  readonly position: Position;
  /** Whether nothing lay beyond when this page was read. */
  readonly end: boolean;
}

/**
 * Reads the programme's streams, and those of foreign clients of the store. System streams, whose names begin with
 * `$`, are not among them: their events take positions, and are passed over. Of a stream that a foreign client
 * deleted, or limits by its metadata, `readStream` answers what is still to be seen; `readAll` answers all.
 *
 * Its methods throw `InvalidRequest` when options are out of range, `StoreUnavailable` when the store is.
 */
export interface EventReader {
  /** A page of one stream. Empty when the stream does not exist. */
  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]>;
  /** A page of the whole log. */
  readAll(options?: ReadAllOptions): Promise<AllPage>;
  /** Position of the last event in the store, 0 when it is empty. */
  headPosition(): Promise<Position>;
}
