import { openEmbeddedEventReader } from '#event-store/embedded';
import type { Settings } from '#settings';
import type { Waiting } from './once-there.js';
import { openKeyRing } from './open-key-ring.js';
import { openClock } from './open-clock.js';
import { openDocumentStore } from './open-document-store.js';
import { openEventStore } from './open-event-store.js';
import { openTogether } from './open-together.js';
import { openVault } from './open-vault.js';
import { refuseLostKeys } from './refuse-lost-keys.js';
import type { EventLogPorts, KeyPorts, ReadSidePorts, VoucherCodePorts } from './ports.js';

/*
 * What a second process opens beside a running server, or without one. Each opens no more than it needs, so that
 * an operator can work while other files are damaged or away. None makes a store where there is none.
 */

/** @throws StorageError, and InvalidSetting when the connection string cannot be understood */
export function openEventLogPorts(settings: Settings): Promise<EventLogPorts> {
  const { eventStoreDbUrl, dataDir } = settings;
  return openTogether(async (keep) => {
    if (eventStoreDbUrl === undefined) {
      const eventLog = keep(await openEmbeddedEventReader({ directory: dataDir }));
      return { eventLog, missingPositions: () => eventLog.missingPositions() };
    }
    return { eventLog: keep((await openEventStore(settings)).eventStore) };
  });
}

/** @throws StorageError, ReadModelsDamaged, ReadModelsUnavailable */
export function openReadSidePorts(settings: Settings): Promise<ReadSidePorts> {
  return openTogether(async (keep) => {
    const { eventLog } = keep(await openEventLogPorts(settings));
    const documentStore = keep(await openDocumentStore(settings));
    return { eventLog, documentStore };
  });
}

/** @throws as `openReadSidePorts`, and KeysMissing, WrongMasterKey, InvalidMasterKey */
export function openVoucherCodePorts(settings: Settings, waiting?: Waiting): Promise<VoucherCodePorts> {
  return openTogether(async (keep) => {
    const { eventLog, documentStore } = keep(await openReadSidePorts(settings));
    await refuseLostKeys(settings, eventLog);
    const { blindIndex } = keep(await openVault(settings, waiting));
    return { eventLog, documentStore, blindIndex };
  });
}

/** @throws StorageError */
export function openKeyPorts(settings: Settings, waiting?: Waiting): Promise<KeyPorts> {
  return openTogether(async (keep) => {
    const { eventLog } = keep(await openEventLogPorts(settings));
    const { clock } = await openClock(settings, eventLog, waiting);
    return { clock, accessKeys: keep(await openKeyRing(settings)) };
  });
}
