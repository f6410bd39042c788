import { type OpenedVault, openVaultOn } from '#personal-data';
import { openEmbeddedVault } from '#personal-data/embedded';
import type { Settings } from '#settings';
import { onceThere, type Waiting } from './once-there.js';

/**
 * Opens the keys in MongoDB where the settings name one for them, and waits for it; else those in the data directory.
 *
 * @throws WrongMasterKey, InvalidMasterKey with one sentence that says what to do
 * @throws StorageError when the embedded key store cannot be opened
 * @throws InvalidMongoUrl, InvalidDatabaseName
 */
export async function openVault(settings: Settings, waiting?: Waiting): Promise<OpenedVault> {
  const { personalDataMongoDbUrl: url, personalDataKey: masterKey, dataDir } = settings;
  if (url === undefined) return openEmbeddedVault({ dataDir, masterKey });
  const { openMongoKeyStore } = await import('#personal-data/mongodb');
  return onceThere(() => openVaultOn(openMongoKeyStore(url), { dataDir, masterKey }), waiting);
}
