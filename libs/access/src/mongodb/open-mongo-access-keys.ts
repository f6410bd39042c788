import { KeyRing } from '../keys/key-ring.js';
import { MongoKeyRecords, type MongoAccessKeysOptions } from './mongo-key-records.js';

/**
 * The access keys in MongoDB, for any number of processes: what one revokes, all refuse at their next request. It
 * connects when it is first used.
 *
 * @throws InvalidMongoUrl
 */
export function openMongoAccessKeys(options: MongoAccessKeysOptions): KeyRing {
  return new KeyRing(new MongoKeyRecords(options));
}
