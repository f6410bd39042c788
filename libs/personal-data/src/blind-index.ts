import { createHmac } from 'node:crypto';
import type { MasterKey } from './keys/master-key.js';

/**
 * Keyed hashes (HMAC-SHA-256, base64url, 43 characters) to find by equality what is only stored sealed. Each
 * kind has a key of its own, derived from the master key, so that equal values of two kinds do not meet.
 */
export interface BlindIndex {
  /** White space around it, case and compatibility forms (NFKC) make no difference. */
  email(address: string): string;
  /** @param code in its normal form, see `normaliseVoucherCode` */
  voucherCode(code: string): string;
  /** Of what a command says, to recognise its repetition without keeping what it says. */
  content(text: string): string;
}

export function createBlindIndex(masterKey: MasterKey): BlindIndex {
  const emailKey = masterKey.derive('index-email');
  const contentKey = masterKey.derive('index-content');
  const codeKey = masterKey.derive('index-voucher-code');
  return {
    email: (address) => hash(emailKey, address.normalize('NFKC').trim().toLowerCase()),
    voucherCode: (code) => hash(codeKey, code),
    content: (text) => hash(contentKey, text),
  };
}

function hash(key: Uint8Array, value: string): string {
  return createHmac('sha256', key).update(value).digest('base64url');
}
