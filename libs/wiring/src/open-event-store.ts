import type { EventStore } from '#event-store';
import { openEmbeddedEventStore, type EmbeddedLog } from '#event-store/embedded';
import { InvalidSetting, type Settings } from '#settings';

export interface OpenedEventStore {
  readonly eventStore: EventStore;
  /** The log behind it, where it is the embedded one. */
  readonly embeddedLog?: EmbeddedLog;
}

/**
 * Opens EventStoreDB where the settings name one, whether it is there or not yet, else the embedded store.
 *
 * @throws StorageError with one sentence that says what to do, when the embedded store cannot be used
 * @throws InvalidSetting when the connection string cannot be understood
 */
export async function openEventStore({
  eventStoreDbUrl,
  dataDir,
}: Pick<Settings, 'eventStoreDbUrl' | 'dataDir'>): Promise<OpenedEventStore> {
  if (eventStoreDbUrl !== undefined) return { eventStore: await openEventStoreDb(eventStoreDbUrl) };
  const eventStore = await openEmbeddedEventStore({ directory: dataDir });
  return { eventStore, embeddedLog: eventStore.log };
}

/** Its client is loaded only where it is used. */
async function openEventStoreDb(connectionString: string): Promise<EventStore> {
  const adapter = await import('#event-store/eventstoredb');
  try {
    return adapter.openEventStoreDb({ connectionString });
  } catch (error) {
    if (!(error instanceof adapter.InvalidConnectionString)) throw error;
    throw new InvalidSetting('EVENTSTOREDB_URL', `EVENTSTOREDB_URL ${error.fault}.`);
  }
}
