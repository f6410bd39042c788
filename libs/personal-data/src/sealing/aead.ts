import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a random nonce: nonce, cipher text and tag in one piece. A random nonce of 96 bits is safe
 * for some 2^32 messages under one key (NIST SP 800-38D §8.3), far more than one candidate or one store makes.
 *
 * @param key 32 bytes
 * @param bound what the text is bound to: it opens only with the same
 */
export function encrypt(key: Uint8Array, text: Uint8Array, bound: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(bound));
  const head = cipher.update(text);
  return Buffer.concat([nonce, head, cipher.final(), cipher.getAuthTag()]);
}

/** The text, or `undefined` when the key, the binding or any byte is not what it was. */
export function decrypt(key: Uint8Array, sealed: Uint8Array, bound: string): Buffer | undefined {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(bound));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    const head = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
    return Buffer.concat([head, decipher.final()]);
  } catch {
    // OpenSSL has one error for everything that does not fit, and it carries nothing.
    return undefined;
  }
}
