import type { EventStoreError } from './errors.js';
import type { Position, RecordedEvent } from './events.js';
import type { EventFilter } from './event-filter.js';

/** Most events in a batch of a subscription that does not say how many it wants. */
export const DEFAULT_BATCH_SIZE = 500;

export interface SubscriptionOptions {
  /** Most events in a batch, 1 to 10,000. Default `DEFAULT_BATCH_SIZE`. */
  readonly batchSize?: number;
  /** Ends the subscription: the iteration finishes without an error. */
  readonly signal?: AbortSignal;
  /** Told of each failure of a server, or of the connection to it, after which the subscription tries again. */
  readonly onFailure?: (error: EventStoreError) => void;
}

export interface AllSubscriptionOptions extends SubscriptionOptions {
  /** Exclusive: the checkpoint to go on from. Default: the start. */
  readonly after?: Position;
  readonly filter?: EventFilter;
}

export interface StreamSubscriptionOptions extends SubscriptionOptions {
  /** Exclusive: the last revision already handled. Default: none. */
  readonly after?: number;
}

/** What a pull from a subscription to all events answers. */
export interface AllBatch {
  /** In order of position; empty when the batch only moves the checkpoint or tells that it has caught up. */
  readonly events: readonly RecordedEvent[];
  /** Checkpoint after this batch: all that matches up to here has been delivered. */
  readonly position: Position;
  /** Whether the end of the log was reached with this batch. */
  readonly caughtUp: boolean;
}

/** What a pull from a subscription to one stream answers. */
export interface StreamBatch {
  readonly events: readonly RecordedEvent[];
  /** Checkpoint after this batch, -1 before the first event. */
  readonly revision: number;
  readonly caughtUp: boolean;
}

/**
 * Catch-up subscriptions: what is recorded first, then what comes. They are pulled, so a slow reader holds
 * nothing up, and go on for ever; those to a server go on over lost connections too. Leaving the loop releases the
 * subscription.
 *
 * The first time the end is reached, and the first time after each failure, there is always a batch with `caughtUp`,
 * empty if need be. A subscription whose filter matches nothing still moves its checkpoint, with empty batches. When
 * the store is closed, the iteration finishes without an error. Options out of range are refused with
 * `InvalidRequest`. What trying again would not mend is thrown: that the server refuses it, or a mistake of the
 * program. A store in files also throws that it cannot be read for now (`StoreUnavailable`); then the subscriber has
 * to begin anew.
 */
export interface EventSubscriber {
  subscribeToAll(options?: AllSubscriptionOptions): AsyncIterable<AllBatch>;
  subscribeToStream(stream: string, options?: StreamSubscriptionOptions): AsyncIterable<StreamBatch>;
}
