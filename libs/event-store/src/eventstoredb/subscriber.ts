import type { EventStoreDBClient } from '@eventstore/db-client';
import {
  type AllBatch,
  type AllSubscriptionOptions,
  DEFAULT_BATCH_SIZE,
  type EventSubscriber,
  type StreamBatch,
  type StreamSubscriptionOptions,
  type SubscriptionOptions,
} from '../port/index.js';
import { checkStream } from '../validation/events.js';
import { checkFilter, checkLimit, checkPosition, checkRevision } from '../validation/ranges.js';
import type { Reader } from './reader.js';
import { AllCursor } from './subscription/all-cursor.js';
import { follow } from './subscription/follow.js';
import { StreamCursor } from './subscription/stream-cursor.js';

/** Catch-up subscriptions over the client's, which end with their connection; these do not. */
export class Subscriber implements EventSubscriber {
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly reader: Reader,
    /** Milliseconds in which the server has to answer. */
    private readonly silence: number,
    /** Aborted when the store is closed. */
    private readonly closed: AbortSignal,
  ) {}

  subscribeToAll(options: AllSubscriptionOptions = {}): AsyncIterable<AllBatch> {
    const { after = 0n, filter = {} } = options;
    const context = this.#contextFor(options);
    checkPosition(after);
    checkFilter(filter);
    return follow(new AllCursor(after, filter, context), context);
  }

  subscribeToStream(stream: string, options: StreamSubscriptionOptions = {}): AsyncIterable<StreamBatch> {
    const { after } = options;
    const context = this.#contextFor(options);
    checkStream(stream);
    checkRevision(after);
    return follow(new StreamCursor(stream, after ?? -1, context), context);
  }

  #contextFor({ batchSize = DEFAULT_BATCH_SIZE, signal, onFailure = () => undefined }: SubscriptionOptions) {
    checkLimit('batchSize', batchSize);
    const { client, reader, silence, closed } = this;
    const stop = signal ? AbortSignal.any([signal, closed]) : closed;
    return { client, reader, silence, stop, batchSize, onFailure };
  }
}
