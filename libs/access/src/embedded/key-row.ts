import type { SqlValue } from '#sqlite';
import type { KeyRecord } from '../keys/key-records.js';
import { isScope } from '../keys/scopes.js';

export interface KeyRow {
  readonly id: string;
  readonly hash: Uint8Array;
  readonly name: string;
  /** Separated by spaces. */
  readonly scopes: string;
  readonly origin: 'made' | 'given';
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
  readonly replaced_at: string | null;
  readonly last_used_at: string | null;
}

/** The columns that an insertion sets, in the order of `insertValues`. */
export const INSERT_COLUMNS = '(id, hash, name, scopes, origin, created_at, expires_at)';

export function insertValues({
  id,
  hash,
  name,
  scopes,
  origin,
  createdAt,
  expiresAt,
}: KeyRecord): SqlValue[] {
  return [id, hash, name, scopes.join(' '), origin, createdAt, expiresAt ?? null];
}

export function toRecord(row: KeyRow): KeyRecord {
  return {
    id: row.id,
    hash: row.hash,
    name: row.name,
    // A scope that this version does not know opens nothing.
    scopes: row.scopes.split(' ').filter(isScope),
    origin: row.origin,
    createdAt: row.created_at,
    expiresAt: row.expires_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
    replacedAt: row.replaced_at ?? undefined,
    lastUsedAt: row.last_used_at ?? undefined,
  };
}
