import { join } from 'node:path';
import { openVaultOn, type MasterKeyOptions, type OpenedVault } from '../vault/open-vault-on.js';
import { openSqliteKeyStore } from './sqlite-key-store.js';

/**
 * Opens the keys in `keys.sqlite` of the data directory, made where there are none.
 *
 * @throws WrongMasterKey, InvalidMasterKey with one sentence that says what to do
 * @throws StorageError when the key store cannot be opened
 */
export async function openEmbeddedVault(options: MasterKeyOptions): Promise<OpenedVault> {
  return openVaultOn(await openSqliteKeyStore(join(options.dataDir, 'keys.sqlite')), options);
}
