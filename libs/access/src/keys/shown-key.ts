import type { Instant } from '#clock';
import type { AccessKey } from './access-key.js';
import type { Scope } from './scopes.js';

/** A key as the API and the CLI show it. */
export interface ShownKey {
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Instant;
  readonly expiresAt?: Instant;
  readonly revokedAt?: Instant;
  readonly replacedAt?: Instant;
  readonly lastUsedAt?: Instant;
}

export function shownKey({ id, name, scopes, createdAt, ...instants }: AccessKey): ShownKey {
  const { expiresAt, revokedAt, replacedAt, lastUsedAt } = instants;
  return {
    keyId: id,
    name,
    scopes,
    createdAt,
    ...(expiresAt !== undefined && { expiresAt }),
    ...(revokedAt !== undefined && { revokedAt }),
    ...(replacedAt !== undefined && { replacedAt }),
    ...(lastUsedAt !== undefined && { lastUsedAt }),
  };
}
