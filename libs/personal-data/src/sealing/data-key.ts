import { randomBytes } from 'node:crypto';
import type { JsonValue } from '#event-store';
import { DamagedDataKey, SealBroken } from '../errors.js';
import type { WrappedKey } from '../keys/key-store.js';
import { decrypt, encrypt } from './aead.js';
import { writeEnvelope, type Envelope } from './envelope.js';

/** What a sealed value is; it opens only as what it was sealed as. */
export type SealPurpose = 'candidate' | 'voucher-code';

/** A candidate's key, unwrapped. */
export interface DataKey {
  readonly keyId: string;
  readonly candidateId: string;
  /** 32 bytes. */
  readonly secret: Uint8Array;
}

export function newDataKey(candidateId: string): DataKey {
  return { keyId: randomBytes(12).toString('base64url'), candidateId, secret: randomBytes(32) };
}

/** @param wrappingKey 32 bytes */
export function wrapKey({ keyId, candidateId, secret }: DataKey, wrappingKey: Uint8Array): WrappedKey {
  return { keyId, candidateId, wrapped: encrypt(wrappingKey, secret, bindKey(keyId, candidateId)) };
}

/** @throws DamagedDataKey when it is not what was wrapped */
export function unwrapKey({ keyId, candidateId, wrapped }: WrappedKey, wrappingKey: Uint8Array): DataKey {
  const secret = decrypt(wrappingKey, wrapped, bindKey(keyId, candidateId));
  if (secret === undefined) throw new DamagedDataKey(keyId);
  return { keyId, candidateId, secret };
}

export function sealValue(
  { keyId, candidateId, secret }: DataKey,
  purpose: SealPurpose,
  value: JsonValue,
): string {
  const text = Buffer.from(JSON.stringify(value));
  return writeEnvelope({ keyId, content: encrypt(secret, text, bindValue(purpose, candidateId, keyId)) });
}

/** @throws SealBroken unless it is what was sealed with this key, for this purpose */
export function unsealValue(
  { keyId, candidateId, secret }: DataKey,
  purpose: SealPurpose,
  { content }: Envelope,
): JsonValue {
  const text = decrypt(secret, content, bindValue(purpose, candidateId, keyId));
  if (text === undefined) throw new SealBroken();
  return JSON.parse(text.toString()) as JsonValue;
}

function bindKey(keyId: string, candidateId: string): string {
  return JSON.stringify(['second-shot/1/key', keyId, candidateId]);
}

function bindValue(purpose: SealPurpose, candidateId: string, keyId: string): string {
  return JSON.stringify(['second-shot/1/value', purpose, candidateId, keyId]);
}
