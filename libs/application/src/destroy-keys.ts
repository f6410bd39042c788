import type { PersonalDataVault } from '#personal-data';

/** Destroys the keys; one that is gone already stays so. */
export async function destroyKeys(keyIds: readonly string[], vault: PersonalDataVault): Promise<void> {
  for (const keyId of keyIds) await vault.destroyKey(keyId);
}
