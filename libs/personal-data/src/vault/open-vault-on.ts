import { join } from 'node:path';
import { readOrMakeSecretFile, readSecretFile } from '#settings';
import { createBlindIndex, type BlindIndex } from '../blind-index.js';
import { InvalidMasterKey, WrongMasterKey } from '../errors.js';
import type { KeyStore } from '../keys/key-store.js';
import { MasterKey, newMasterKeyText } from '../keys/master-key.js';
import { openKeyVault } from './key-vault.js';
import type { PersonalDataVault } from './personal-data-vault.js';

export interface MasterKeyOptions {
  /** Holds `master.key` where no master key is given. */
  readonly dataDir: string;
  /** Base64 of 32 bytes. */
  readonly masterKey?: string | undefined;
}

export interface OpenedVault {
  readonly vault: PersonalDataVault;
  readonly blindIndex: BlindIndex;
  /** Finishes what is under way and closes the key store. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the vault over a key store, which is closed where that fails. Without a given master key one is made once, in
 * a file that its owner alone can read.
 *
 * @throws WrongMasterKey, InvalidMasterKey with one sentence that says what to do
 */
export async function openVaultOn(
  keys: KeyStore,
  { dataDir, masterKey }: MasterKeyOptions,
): Promise<OpenedVault> {
  try {
    const master = masterKey === undefined ? await masterKeyOf(dataDir, keys) : new MasterKey(masterKey);
    const vault = await openKeyVault({ keys, masterKey: master });
    return { vault, blindIndex: createBlindIndex(master), close: () => keys.close() };
  } catch (error) {
    await keys.close();
    throw error;
  }
}

/** A store that has seen a master key gets no new one: it would only hide that the right one is missing. */
async function masterKeyOf(dataDir: string, keys: KeyStore): Promise<MasterKey> {
  const path = join(dataDir, 'master.key');
  if (readSecretFile(path) === undefined && (await keys.verifier()) !== undefined) {
    throw new WrongMasterKey(
      `${path} is missing, and the stored keys do not open without it: restore it, or set PERSONAL_DATA_KEY again.`,
    );
  }
  const text = readOrMakeSecretFile(path, newMasterKeyText);
  try {
    return new MasterKey(text);
  } catch (error) {
    if (!(error instanceof InvalidMasterKey)) throw error;
    throw new InvalidMasterKey(
      `${path} does not hold a master key (base64 of 32 bytes): restore it from a backup.`,
    );
  }
}
