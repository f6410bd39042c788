import { KeyRing } from '../keys/key-ring.js';
import { MongoKeyRecords } from './mongo-key-records.js';

/**
 * The access keys in MongoDB, for any number of processes: what one revokes, all refuse at their next request. It
 * connects when it is first used.
 *
 * @param url connection string; a database that it does not name is `second-shot`
 * @throws InvalidMongoUrl, InvalidDatabaseName
 */
export function openMongoAccessKeys(url: string): KeyRing {
  return new KeyRing(new MongoKeyRecords(url));
}
