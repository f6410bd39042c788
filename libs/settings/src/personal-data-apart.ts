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
  if (personalDataMongoDbUrl !== undefined && isSameDatabase(mongoDbUrl, personalDataMongoDbUrl)) {
    throw new InvalidSetting(
      'PERSONAL_DATA_MONGODB_URL',
      'PERSONAL_DATA_MONGODB_URL must name another database than MONGODB_URL: the keys of personal data are kept apart.',
    );
  }
}

const FORM = /^mongodb(?:\+srv)?:\/\/(?:[^/?]*@)?([^/?]*)(?:\/([^?]*))?/;

/** Whether they name one database; not told where one server has several names. */
function isSameDatabase(readModels: string, keys: string): boolean {
  const [, readModelsHosts = '', readModelsName] = FORM.exec(readModels) ?? [];
  const [, keysHosts = '', keysName] = FORM.exec(keys) ?? [];
  const hosts = new Set(membersOf(readModelsHosts));
  const isSameServer = membersOf(keysHosts).some((host) => hosts.has(host));
  return isSameServer && (readModelsName || 'second-shot') === (keysName || 'second-shot-keys');
}

/** Each with its port. */
function membersOf(hosts: string): readonly string[] {
  return hosts
    .toLowerCase()
    .split(',')
    .map((host) => (/:\d+$/.test(host) ? host : `${host}:27017`));
}
