import { InvalidSetting } from './errors.js';
import type { Settings } from './settings.js';

/**
 * Refuses keys of personal data in a file of one machine where several machines share MongoDB, and keys in the
 * database of the read models, whose backups would bring back what was erased.
 *
 * @throws InvalidSetting
 */
export function refuseKeysNotApart({ mongoDbUrl, personalDataMongoDbUrl, environment }: Settings): void {
  if (mongoDbUrl === undefined) return;
  if (personalDataMongoDbUrl === undefined && environment === 'production') {
    throw new InvalidSetting(
      'PERSONAL_DATA_MONGODB_URL',
      'PERSONAL_DATA_MONGODB_URL must be set where MONGODB_URL is and NODE_ENV is production: the keys of personal data are shared as the read models are, in a database apart from theirs.',
    );
  }
  if (personalDataMongoDbUrl === mongoDbUrl) {
    throw new InvalidSetting(
      'PERSONAL_DATA_MONGODB_URL',
      'PERSONAL_DATA_MONGODB_URL must name another database than MONGODB_URL: the keys of personal data lie apart.',
    );
  }
}
