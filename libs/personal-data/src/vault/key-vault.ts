import { LRUCache } from 'lru-cache';
import type { JsonValue } from '#event-store';
import { SealBroken, UnknownDataKey, WrongMasterKey } from '../errors.js';
import type { KeyStore } from '../keys/key-store.js';
import type { MasterKey } from '../keys/master-key.js';
import {
  newDataKey,
  sealValue,
  unsealValue,
  unwrapKey,
  wrapKey,
  type DataKey,
  type SealPurpose,
} from '../sealing/data-key.js';
import { readEnvelope } from '../sealing/envelope.js';
import type { PersonalDataVault } from './personal-data-vault.js';

export interface VaultOptions {
  readonly keys: KeyStore;
  readonly masterKey: MasterKey;
  /** Most unwrapped keys held in memory, at least 1. Default 20,000, some 8 MiB. */
  readonly cachedKeys?: number;
}

/**
 * Opens the vault over a key store. The first master key that a store sees is the only one that it opens with.
 *
 * @throws WrongMasterKey when the store was made with another master key
 */
export async function openKeyVault({
  keys,
  masterKey,
  cachedKeys = 20_000,
}: VaultOptions): Promise<PersonalDataVault> {
  const verifier = masterKey.verifier();
  if ((await keys.claimVerifier(verifier)) !== verifier) {
    throw new WrongMasterKey(
      'The master key is not the one that the stored keys were made with: set the former PERSONAL_DATA_KEY again, or restore the former master.key.',
    );
  }
  return new KeyVault(keys, masterKey.derive('wrap-keys'), cachedKeys);
}

/**
 * Both caches hold only what was looked up since the last destruction that they know of. That number is read
 * before every look at them, and before every look-up that fills them, so a destroyed key is never used again.
 */
class KeyVault implements PersonalDataVault {
  readonly #byCandidate: LRUCache<string, DataKey>;
  readonly #byId: LRUCache<string, DataKey>;
  readonly #beingMade = new Map<string, Promise<DataKey>>();
  #destructions = -1;
  /** The look at the store's destructions that is about to begin. */
  #look: Promise<number> | undefined;

  constructor(
    private readonly keys: KeyStore,
    private readonly wrappingKey: Uint8Array,
    cachedKeys: number,
  ) {
    this.#byCandidate = new LRUCache({ max: cachedKeys });
    this.#byId = new LRUCache({ max: cachedKeys });
  }

  async seal(candidateId: string, purpose: SealPurpose, value: JsonValue): Promise<string> {
    return sealValue(await this.#keyFor(candidateId), purpose, value);
  }

  async unseal(sealed: string, candidateId: string, purpose: SealPurpose): Promise<JsonValue | undefined> {
    const envelope = readEnvelope(sealed);
    const key = await this.#keyNamed(envelope.keyId);
    if (key === undefined) return undefined;
    if (key.candidateId !== candidateId) throw new SealBroken();
    return unsealValue(key, purpose, envelope);
  }

  destroyKey(keyId: string): Promise<boolean> {
    return this.keys.destroy(keyId);
  }

  async keyOf(candidateId: string): Promise<string | undefined> {
    return (await this.keys.current(candidateId))?.keyId;
  }

  async #keyFor(candidateId: string): Promise<DataKey> {
    const destructions = await this.#forgetDestroyed();
    const known = this.#byCandidate.get(candidateId);
    if (known !== undefined) return known;
    const key = await this.#makeOnce(candidateId);
    this.#remember(key, destructions);
    return key;
  }

  async #keyNamed(keyId: string): Promise<DataKey | undefined> {
    const destructions = await this.#forgetDestroyed();
    const known = this.#byId.get(keyId);
    if (known !== undefined) return known;
    const stored = await this.keys.find(keyId);
    if (stored === undefined) throw new UnknownDataKey(keyId);
    if (stored.wrapped === undefined) return undefined;
    const key = unwrapKey(stored, this.wrappingKey);
    this.#remember(key, destructions);
    return key;
  }

  /** Seals that need the same new key wait for one and the same. */
  #makeOnce(candidateId: string): Promise<DataKey> {
    const underWay = this.#beingMade.get(candidateId);
    if (underWay !== undefined) return underWay;
    const making = this.#findOrMake(candidateId).finally(() => {
      if (this.#beingMade.get(candidateId) === making) this.#beingMade.delete(candidateId);
    });
    this.#beingMade.set(candidateId, making);
    return making;
  }

  async #findOrMake(candidateId: string): Promise<DataKey> {
    const stored = await this.keys.current(candidateId);
    if (stored !== undefined) return unwrapKey(stored, this.wrappingKey);
    const mine = newDataKey(candidateId);
    const standing = await this.keys.add(wrapKey(mine, this.wrappingKey));
    return standing.keyId === mine.keyId ? mine : unwrapKey(standing, this.wrappingKey);
  }

  #remember(key: DataKey, destructions: number): void {
    if (destructions !== this.#destructions) return;
    this.#byCandidate.set(key.candidateId, key);
    this.#byId.set(key.keyId, key);
  }

  async #forgetDestroyed(): Promise<number> {
    const destructions = await this.#lookAtDestructions();
    if (destructions !== this.#destructions) {
      this.#destructions = destructions;
      this.#byCandidate.clear();
      this.#byId.clear();
      this.#beingMade.clear();
    }
    return destructions;
  }

  /**
   * One look for all that is sealed and unsealed in one turn, such as a page of names. It begins after the last of them
   * was asked for, so that none misses a destruction that went before it.
   */
  #lookAtDestructions(): Promise<number> {
    this.#look ??= Promise.resolve().then(() => {
      this.#look = undefined;
      return this.keys.destructions();
    });
    return this.#look;
  }
}
