import type { EventStoreDBClient } from '@eventstore/db-client';
import type { Reader } from '../reader.js';

/** What a cursor needs to subscribe. */
export interface SubscriptionContext {
  readonly client: EventStoreDBClient;
  readonly reader: Reader;
  /** Milliseconds in which the server has to answer. */
  readonly silence: number;
  readonly stop: AbortSignal;
  readonly batchSize: number;
}
