import { Binary } from 'mongodb';
import type { Instant } from '#clock';
import type { KeyRecord } from '../keys/key-records.js';
import { isScope } from '../keys/scopes.js';

/** A key as MongoDB has it. Absent instants are null, so that conditions can name them. */
export interface StoredKey {
  readonly _id: string;
  /** In the order of making, from 1, without gaps; unique. */
  readonly number: number;
  readonly hash: Binary;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly origin: 'made' | 'given';
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
  readonly lastUsedAt: Instant | null;
}

/**
 * Which of the given keys stands, in one document, so that one takes the place of another in one step. All other
 * given keys are replaced.
 */
export interface StoredGiven {
  readonly _id: 'given';
  /** Grows with every change. */
  readonly version: number;
  readonly keyId: string;
  /** When each of the others was replaced. */
  readonly replacedAt: Readonly<Record<string, Instant>>;
}

export function toStoredKey(key: KeyRecord, number: number): StoredKey {
  const { id, hash, name, scopes, origin, createdAt, expiresAt = null } = key;
  const unused = { revokedAt: null, lastUsedAt: null };
  return { _id: id, number, hash: new Binary(hash), name, scopes, origin, createdAt, expiresAt, ...unused };
}

export function toRecord(stored: StoredKey, given: StoredGiven | undefined): KeyRecord {
  const { _id, hash, name, scopes, origin, createdAt, expiresAt, revokedAt, lastUsedAt } = stored;
  const isReplaced = origin === 'given' && given?.keyId !== _id;
  return {
    id: _id,
    hash: hash.value(),
    name,
    // A scope that this version does not know opens nothing.
    scopes: scopes.filter(isScope),
    origin,
    createdAt,
    expiresAt: expiresAt ?? undefined,
    revokedAt: revokedAt ?? undefined,
    replacedAt: isReplaced ? (given?.replacedAt[_id] ?? createdAt) : undefined,
    lastUsedAt: lastUsedAt ?? undefined,
  };
}
