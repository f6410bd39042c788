import type { Instant } from '#clock';
import { readOrMakeSecretFile } from '#settings';
import type { KeyRing } from './key-ring.js';
import { newToken } from './token.js';

export interface FirstAdminKeyOptions {
  readonly keys: KeyRing;
  /** Where a key that is made is written, for its owner alone: `DATA_DIR/admin.key`. */
  readonly file: string;
  /** The admin key that the settings give, 16 to 1000 printable characters. */
  readonly given?: string | undefined;
  readonly now: Instant;
}

/**
 * Makes sure, at every start, that there is an admin key. Where one is given it is valid from now on, and the one that
 * was given before is not. Else an empty store gets a new one.
 *
 * The token is in its file before its hash is in the store, so a crash in between loses no key: the next start goes on
 * with the same token. Starts that race end with one key.
 *
 * @returns the token of a key that was made just now, to be shown once
 * @throws AdminKeyRevoked when the given key was revoked by hand
 * @throws InvalidAccessKey when the given key, or what is in the file, cannot be a key
 */
export async function ensureFirstAdminKey({
  keys,
  file,
  given,
  now,
}: FirstAdminKeyOptions): Promise<string | undefined> {
  if (given === undefined) return keys.makeFirstAdminKey(() => readOrMakeSecretFile(file, newToken), now);
  await keys.giveAdminKey(given, now);
  return undefined;
}
