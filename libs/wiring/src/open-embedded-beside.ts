import { openAccessKeys } from '#access';
import { openEmbeddedEventReader } from '#event-store/embedded';
import { openEmbeddedVault } from '#personal-data/embedded';
import { openEmbeddedDocumentStore } from '#read-models/embedded';
import type { Settings } from '#settings';
import { openClock } from './open-clock.js';
import { openTogether } from './open-together.js';
import type { EventLogPorts, KeyPorts, ReadSidePorts, VoucherCodePorts } from './ports.js';

/*
 * What a second process opens beside a running server, or without one. Each opens no more than it needs, so that
 * an operator can work while other files are damaged or away. None makes a store where there is none.
 */

/** @throws StorageError */
export function openEmbeddedEventLog({ dataDir }: Settings): Promise<EventLogPorts> {
  return openTogether(async (keep) => ({
    eventLog: keep(await openEmbeddedEventReader({ directory: dataDir })),
  }));
}

/** @throws StorageError, ReadModelsDamaged, ReadModelsUnavailable */
export function openEmbeddedReadSide(settings: Settings): Promise<ReadSidePorts> {
  return openTogether(async (keep) => {
    const { eventLog } = keep(await openEmbeddedEventLog(settings));
    const documentStore = keep(await openEmbeddedDocumentStore({ directory: settings.dataDir }));
    return { eventLog, documentStore };
  });
}

/** @throws as `openEmbeddedReadSide`, and WrongMasterKey, InvalidMasterKey */
export function openEmbeddedVoucherCodes(settings: Settings): Promise<VoucherCodePorts> {
  const { dataDir, personalDataKey } = settings;
  return openTogether(async (keep) => {
    const { eventLog, documentStore } = keep(await openEmbeddedReadSide(settings));
    const { blindIndex } = keep(await openEmbeddedVault({ dataDir, masterKey: personalDataKey }));
    return { eventLog, documentStore, blindIndex };
  });
}

/** @throws StorageError */
export function openEmbeddedKeys(settings: Settings): Promise<KeyPorts> {
  return openTogether(async (keep) => {
    const { eventLog } = keep(await openEmbeddedEventLog(settings));
    const { clock } = await openClock(settings, eventLog);
    return { clock, accessKeys: keep(openAccessKeys(settings.dataDir)) };
  });
}
