import { openEmbeddedEventReader } from '#event-store/embedded';
import { openEmbeddedKeyList } from '#personal-data/embedded';
import { InvalidSetting, type Settings } from '#settings';
import { openEventStore } from './open-event-store.js';
import { openTogether } from './open-together.js';
import type { KeyMovePorts, MovePorts } from './ports.js';

/**
 * Opens the embedded events to be read, and EventStoreDB to take them over.
 *
 * @throws StorageError, and InvalidSetting when `EVENTSTOREDB_URL` is missing or cannot be understood
 */
export function openMovePorts(settings: Settings): Promise<MovePorts> {
  return openTogether(async (keep) => {
    named('EVENTSTOREDB_URL', settings.eventStoreDbUrl);
    const source = keep(await openEmbeddedEventReader({ directory: settings.dataDir }));
    const target = keep((await openEventStore(settings)).eventStore);
    return { source, target };
  });
}

/**
 * Opens the embedded keys to be read, and MongoDB to take them over.
 *
 * @throws StorageError, InvalidMongoUrl, InvalidDatabaseName, and InvalidSetting when `PERSONAL_DATA_MONGODB_URL` is missing
 */
export function openKeyMovePorts(settings: Settings): Promise<KeyMovePorts> {
  return openTogether(async (keep) => {
    const url = named('PERSONAL_DATA_MONGODB_URL', settings.personalDataMongoDbUrl);
    const source = keep(await openEmbeddedKeyList(settings.dataDir));
    const { openMongoKeyStore } = await import('#personal-data/mongodb');
    return { source, target: keep(openMongoKeyStore(url)) };
  });
}

function named(variable: string, url: string | undefined): string {
  if (url !== undefined) return url;
  throw new InvalidSetting(
    variable,
    `${variable} must be set: it names the store that takes over what is copied.`,
  );
}
