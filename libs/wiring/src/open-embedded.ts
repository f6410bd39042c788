import { join } from 'node:path';
import { ensureFirstAdminKey } from '#access';
import type { Settings } from '#settings';
import { onceThere } from './once-there.js';
import { openKeyRing } from './open-access-keys.js';
import { openClock } from './open-clock.js';
import { openDocumentStore } from './open-document-store.js';
import { openEventStore } from './open-event-store.js';
import { openTogether } from './open-together.js';
import { openVault } from './open-vault.js';
import type { Ports } from './ports.js';
import { refuseReadModelsAhead } from './read-models-ahead.js';

const once = <Answer>(work: () => Promise<Answer>): Promise<Answer> => work();

/**
 * Opens the embedded default, everything in files of the data directory, and in its place what the settings name:
 * each port has one function that chooses. Only one process at a time can use the embedded event store.
 *
 * @throws StorageError with one sentence that says what to do, when a file cannot be used
 * @throws InvalidSetting when a setting cannot be served
 * @throws ReadModelsAhead
 */
export function openEmbedded(settings: Settings): Promise<Ports> {
  const { dataDir, mongoDbUrl, adminApiKey } = settings;
  const started = mongoDbUrl === undefined ? once : onceThere;
  return openTogether(async (keep) => {
    const events = await openEventStore(settings);
    const eventStore = keep(events.eventStore);
    const documentStore = keep(await openDocumentStore(settings));
    // EventStoreDB may not be there yet, and is waited for later.
    if (events.embeddedLog)
      await started(() => refuseReadModelsAhead(settings, eventStore, documentStore));
    const { vault, blindIndex } = keep(await openVault(settings));
    const accessKeys = keep(await openKeyRing(settings));
    const clock = await openClock(settings, eventStore);
    const adminKeyFile = join(dataDir, 'admin.key');
    const now = clock.clock.now();
    const newAdminKey = await started(() =>
      ensureFirstAdminKey({ keys: accessKeys, file: adminKeyFile, given: adminApiKey, now }),
    );
    const adminKey = newAdminKey !== undefined && { newAdminKey };
    const stores = { ...events, documentStore, vault, blindIndex, accessKeys };
    return { ...stores, ...clock, ...adminKey };
  });
}
