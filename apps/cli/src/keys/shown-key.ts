import type { AccessKey } from '#access';

/** A key as `/v1/keys` shows it too. */
export function shownKey({ id, name, scopes, createdAt, ...instants }: AccessKey) {
  const { expiresAt, revokedAt, replacedAt, lastUsedAt } = instants;
  return { keyId: id, name, scopes, createdAt, expiresAt, revokedAt, replacedAt, lastUsedAt };
}
