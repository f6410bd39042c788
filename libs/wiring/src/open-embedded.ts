import { join } from 'node:path';
import { ensureFirstAdminKey } from '#access';
import { openEmbeddedEventStore } from '#event-store/embedded';
import type { Settings } from '#settings';
import { onceThere, type Waiting } from './once-there.js';
import { openKeyRing } from './open-access-keys.js';
import { openClock } from './open-clock.js';
import { openDocumentStore } from './open-document-store.js';
import { openTogether } from './open-together.js';
import { openVault } from './open-vault.js';
import type { Ports } from './ports.js';
import { refuseReadModelsAhead } from './read-models-ahead.js';

/**
 * Opens the embedded default, everything in files of the data directory, and in its place what the settings name: each
 * port has a function that chooses. Only one process at a time can use the embedded event store.
 *
 * @throws StorageError with one sentence that says what to do, when a file cannot be used
 * @throws ReadModelsAhead
 */
export function openEmbedded(settings: Settings, waiting?: Waiting): Promise<Ports> {
  const { dataDir, mongoDbUrl, adminApiKey } = settings;
  const started = <Answer>(work: () => Promise<Answer>) =>
    mongoDbUrl === undefined ? work() : onceThere(work, waiting);
  return openTogether(async (keep) => {
    const eventStore = keep(await openEmbeddedEventStore({ directory: dataDir }));
    const documentStore = keep(await openDocumentStore(settings));
    await started(() => refuseReadModelsAhead(settings, eventStore, documentStore));
    const { vault, blindIndex } = keep(await openVault(settings, waiting));
    const accessKeys = keep(await openKeyRing(settings));
    const clock = await openClock(settings, eventStore);
    const adminKeyFile = join(dataDir, 'admin.key');
    const now = clock.clock.now();
    const newAdminKey = await started(() =>
      ensureFirstAdminKey({ keys: accessKeys, file: adminKeyFile, given: adminApiKey, now }),
    );
    const adminKey = newAdminKey !== undefined && { newAdminKey };
    return { eventStore, documentStore, vault, blindIndex, accessKeys, ...clock, ...adminKey };
  });
}
