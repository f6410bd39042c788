import type { PersonalDataVault } from '#personal-data';
import type { CandidateErased } from '#vouchers';

/** Destroys the keys that the events name; a key that is gone already stays so. */
export async function destroyKeys(
  events: readonly { readonly type: string; readonly data: object }[],
  vault: PersonalDataVault,
): Promise<void> {
  for (const event of events) {
    const { keyIds } = (event as CandidateErased).data;
    for (const keyId of keyIds) await vault.destroyKey(keyId);
  }
}
