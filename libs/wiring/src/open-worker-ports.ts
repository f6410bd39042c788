import { type EventLog, StoreUnavailable } from '#event-store';
import type { DocumentStore } from '#read-models';
import type { Settings } from '#settings';
import { onceThere, type Waiting } from './once-there.js';
import { openClock } from './open-clock.js';
import { openDocumentStore } from './open-document-store.js';
import { openEventStore } from './open-event-store.js';
import { openTogether } from './open-together.js';
import { openVault } from './open-vault.js';
import type { WorkerPorts } from './ports.js';
import { refuseLostKeys } from './refuse-lost-keys.js';
import { refuseReadModelsFromElsewhere } from './read-models-elsewhere.js';

/**
 * Opens what a worker stands on: each port has one function that chooses, the embedded default in files of the data
 * directory or what the settings name in its place.
 *
 * @throws StorageError with one sentence that says what to do, when a file cannot be used
 * @throws InvalidSetting when a setting cannot be served
 * @throws OtherEventStore, ReadModelsAhead, KeysMissing
 */
export function openWorkerPorts(settings: Settings, waiting?: Waiting): Promise<WorkerPorts> {
  return openTogether(async (keep) => {
    const events = await openEventStore(settings);
    const eventStore = keep(events.eventStore);
    const documentStore = keep(await openDocumentStore(settings));
    const check = () => refuseWhereThere(settings, eventStore, documentStore);
    await (settings.mongoDbUrl === undefined ? check() : onceThere(check, waiting));
    await refuseLostKeys(settings, eventStore);
    const { vault, blindIndex } = keep(await openVault(settings, waiting));
    const clock = await openClock(settings, eventStore, waiting);
    return { ...events, documentStore, vault, blindIndex, ...clock };
  });
}

/** An EventStoreDB that is not there yet is not waited for: its followers check it again before anything is folded. */
async function refuseWhereThere(
  settings: Settings,
  ...stores: readonly [EventLog, DocumentStore]
): Promise<void> {
  try {
    await refuseReadModelsFromElsewhere(settings, ...stores);
  } catch (error) {
    if (settings.eventStoreDbUrl === undefined || !(error instanceof StoreUnavailable)) throw error;
  }
}
