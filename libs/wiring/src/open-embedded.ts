import { join } from 'node:path';
import { ensureFirstAdminKey, openAccessKeys } from '#access';
import { openEmbeddedEventStore } from '#event-store/embedded';
import { openEmbeddedVault } from '#personal-data/embedded';
import { openEmbeddedDocumentStore } from '#read-models/embedded';
import type { Settings } from '#settings';
import { openClock } from './open-clock.js';
import type { Ports } from './ports.js';

/**
 * Opens the embedded default: everything in files of the data directory. Only one process at a time can.
 *
 * @throws StorageError with one sentence that says what to do, when a file cannot be used
 */
export async function openEmbedded(settings: Settings): Promise<Ports> {
  const { dataDir, personalDataKey, adminApiKey } = settings;
  const opened: { close(): Promise<void> }[] = [];
  const keep = <Opened extends { close(): Promise<void> }>(one: Opened): Opened => {
    opened.unshift(one);
    return one;
  };
  const close = async () => {
    for (const one of opened.splice(0)) await one.close();
  };
  try {
    const eventStore = keep(await openEmbeddedEventStore({ directory: dataDir }));
    const documentStore = keep(await openEmbeddedDocumentStore({ directory: dataDir }));
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
    const embeddedLog = eventStore.log;
    const stores = { eventStore, embeddedLog, documentStore, vault, blindIndex, accessKeys };
    return { ...stores, ...clock, ...adminKey, close };
  } catch (error) {
    await close();
    throw error;
  }
}
