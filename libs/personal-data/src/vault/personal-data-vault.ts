import type { JsonValue } from '#event-store';
import type { SealPurpose } from '../sealing/data-key.js';

/**
 * Seals what is personal with a key of the candidate's own, so that destroying the key erases the person
 * wherever the sealed form has gone.
 */
export interface PersonalDataVault {
  /** The value sealed with the candidate's key, which is made, and durable, where there is none yet. */
  seal(candidateId: string, purpose: SealPurpose, value: JsonValue): Promise<string>;
  /**
   * What was sealed, or `undefined` when its key was destroyed.
   *
   * @throws SealBroken when it was altered, or sealed for another candidate or purpose
   * @throws UnknownDataKey when the key store has never had its key
   */
  unseal(sealed: string, candidateId: string, purpose: SealPurpose): Promise<JsonValue | undefined>;
  /** Destroys a key for good; answers whether it was there. A later `seal` makes a new key with a new id. */
  destroyKey(keyId: string): Promise<boolean>;
  /** Id of the key that the candidate's values are sealed with now. */
  keyOf(candidateId: string): Promise<string | undefined>;
}
