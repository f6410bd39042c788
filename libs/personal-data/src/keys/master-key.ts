import { hkdfSync, randomBytes } from 'node:crypto';
import { InvalidMasterKey } from '../errors.js';

const BYTES = 32;

/** What a key derived from the master key is for; each gets a key of its own. */
export type DerivedKeyUse =
  'wrap-keys' | 'verify-master-key' | 'index-email' | 'index-voucher-code' | 'index-content';

/** The one key under which all others lie. It shows itself in no log and no JSON. */
export class MasterKey {
  readonly #bytes: Uint8Array;

  /** @throws InvalidMasterKey unless it is base64 (or base64url) of exactly 32 bytes */
  constructor(base64: string) {
    const bytes = /^[\w+/-]{43}=?$/.test(base64) ? Buffer.from(base64, 'base64') : Buffer.alloc(0);
    if (bytes.length !== BYTES) {
      throw new InvalidMasterKey(
        'The master key must be base64 of 32 bytes, as `openssl rand -base64 32` makes it.',
      );
    }
    this.#bytes = bytes;
  }

  /** A key of 32 bytes for one use (HKDF-SHA-256, RFC 5869). */
  derive(use: DerivedKeyUse): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#bytes, '', `second-shot/1/${use}`, BYTES));
  }

  /** Tells whether a later master key is this one, and nothing about it. */
  verifier(): string {
    return this.derive('verify-master-key').toString('base64url');
  }
}

/** The text of a new random master key. */
export function newMasterKeyText(): string {
  return randomBytes(BYTES).toString('base64');
}
