import { MongoConnection } from '#mongodb';
import { KeyRing } from '../keys/key-ring.js';
import { MongoKeyRecords } from './mongo-key-records.js';

export interface MongoAccessKeysOptions {
  /** Connection string; a database that it does not name is `second-shot`. */
  readonly url: string;
  /** Milliseconds after which an unanswered call fails. Default 5,000. */
  readonly timeout?: number;
}

/**
 * The access keys in MongoDB, for any number of processes: what one revokes, all refuse at their next request. It
 * connects when it is first used.
 *
 * @throws InvalidMongoUrl
 */
export function openMongoAccessKeys({ url, timeout }: MongoAccessKeysOptions): KeyRing {
  return new KeyRing(
    new MongoKeyRecords(
      new MongoConnection({ url, setting: 'MONGODB_URL', database: 'second-shot', timeout }),
    ),
  );
}
