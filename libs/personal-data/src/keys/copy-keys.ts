import { KeysNotEmpty, WrongMasterKey } from '../errors.js';
import type { DestroyedKey, KeyStore, WrappedKey } from './key-store.js';

/** All keys of a store, to be copied. */
export interface KeyList {
  verifier(): Promise<string | undefined>;
  /** Destroyed ones too, each candidate's in the order in which they were made. */
  pages(): AsyncIterable<readonly (WrappedKey | DestroyedKey)[]>;
  close(): Promise<void>;
}

export interface CopiedKeys {
  readonly keys: number;
  /** How many of them are destroyed. */
  readonly destroyed: number;
}

/**
 * Copies all keys, wrapped as they are: what was sealed with them opens under the same master key. Of a destroyed key
 * its id is copied, and one that was destroyed since an earlier copy is destroyed in the target too. Run again, it
 * goes on.
 *
 * @param onKeys told how many have been copied
 * @throws WrongMasterKey when the target was made with another master key
 * @throws KeysNotEmpty when the target has another key for a candidate
 */
export async function copyKeys(
  source: KeyList,
  target: KeyStore,
  onKeys: (keys: number) => void,
): Promise<CopiedKeys> {
  const verifier = await source.verifier();
  if (verifier !== undefined && (await target.claimVerifier(verifier)) !== verifier) {
    throw new WrongMasterKey(
      'The target was made with another master key: copy to a database that holds no keys.',
    );
  }
  let keys = 0;
  let destroyed = 0;
  for await (const page of source.pages()) {
    for (const key of page) {
      await copyKey(key, target);
      keys += 1;
      if (key.wrapped === undefined) destroyed += 1;
      onKeys(keys);
    }
  }
  return { keys, destroyed };
}

async function copyKey({ keyId, candidateId, wrapped }: WrappedKey | DestroyedKey, target: KeyStore) {
  const found = await target.find(keyId);
  if (found && found.wrapped === undefined && wrapped !== undefined) throw new KeysNotEmpty(keyId);
  if (found === undefined) {
    const standing = await target.add({ keyId, candidateId, wrapped: wrapped ?? new Uint8Array(1) });
    if (standing.keyId !== keyId) throw new KeysNotEmpty(keyId);
  }
  if (wrapped === undefined) await target.destroy(keyId);
}
