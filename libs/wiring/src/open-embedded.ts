import { join } from 'node:path';
import { ensureFirstAdminKey, openAccessKeys } from '#access';
import { openEmbeddedVault } from '#personal-data/embedded';
import { openEmbeddedDocumentStore } from '#read-models/embedded';
import type { Settings } from '#settings';
import { openClock } from './open-clock.js';
import { openEventStore } from './open-event-store.js';
import { openTogether } from './open-together.js';
import type { Ports } from './ports.js';
import { refuseReadModelsAhead } from './read-models-ahead.js';

/**
 * Opens the embedded default, everything in files of the data directory, and in its place what the settings name:
 * each port has one function that chooses. Only one process at a time can use a data directory.
 *
 * @throws StorageError with one sentence that says what to do, when a file cannot be used
 * @throws InvalidSetting when a setting cannot be served
 * @throws ReadModelsAhead
 */
export function openEmbedded(settings: Settings): Promise<Ports> {
  const { dataDir, personalDataKey, adminApiKey } = settings;
  return openTogether(async (keep) => {
    const events = await openEventStore(settings);
    const eventStore = keep(events.eventStore);
    const documentStore = keep(await openEmbeddedDocumentStore({ directory: dataDir }));
    // EventStoreDB may not be there yet, and is waited for later.
    if (events.embeddedLog) await refuseReadModelsAhead(dataDir, eventStore, documentStore);
    const { vault, blindIndex } = keep(await openEmbeddedVault({ dataDir, masterKey: personalDataKey }));
    const accessKeys = keep(openAccessKeys(dataDir));
    const clock = await openClock(settings, eventStore);
    const newAdminKey = await ensureFirstAdminKey({
      keys: accessKeys,
      file: join(dataDir, 'admin.key'),
      given: adminApiKey,
      now: clock.clock.now(),
    });
    const adminKey = newAdminKey !== undefined && { newAdminKey };
    const stores = { ...events, documentStore, vault, blindIndex, accessKeys };
    return { ...stores, ...clock, ...adminKey };
  });
}
