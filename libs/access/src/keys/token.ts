import { hash as hashOf, randomBytes, timingSafeEqual } from 'node:crypto';

/** `ss_<id of 12 characters>_<secret of 43 characters, 256 bits in base64url>`. */
const TOKEN = /^ss_([0-9a-f]{12})_[\w-]{43}$/;
/** Longer tokens are not looked at. */
const LONGEST_TOKEN = 1_000;

/** What is kept of a token: enough to find and to recognise it, not enough to make it. */
export interface TokenPrint {
  /** Of the key that the token would be. */
  readonly keyId: string;
  /** SHA-256. */
  readonly hash: Uint8Array;
}

/** A new random token. */
export function newToken(): string {
  return `ss_${randomBytes(6).toString('hex')}_${randomBytes(32).toString('base64url')}`;
}

/**
 * The print of a token. One that was not made here, such as an admin key from the settings, gets the id of
 * its key from its hash. `undefined` when it is empty or too long to be a key.
 */
export function printOf(token: string): TokenPrint | undefined {
  if (token === '' || token.length > LONGEST_TOKEN) return undefined;
  const hash = hashOf('sha256', token, 'buffer');
  const [, keyId = `given-${hash.toString('hex', 0, 6)}`] = TOKEN.exec(token) ?? [];
  return { keyId, hash };
}

/** Compares in a time that does not depend on where two hashes differ. */
export function sameHash(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
