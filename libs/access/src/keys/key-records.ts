import type { Instant } from '#clock';
import type { AccessKey } from './access-key.js';

/** A key as it is stored. */
export interface KeyRecord extends AccessKey {
  /** SHA-256 of the token, 32 bytes. */
  readonly hash: Uint8Array;
}

/**
 * Port of the place where keys are stored; what it answers is durable and seen by all processes at once. Its methods
 * throw `AccessKeysUnavailable` where that place fails.
 */
export interface KeyRecords {
  /** Inserts a key; answers false, and changes nothing, where its id is taken. */
  insert(key: KeyRecord): Promise<boolean>;
  /** Inserts a key if there is none at all; answers whether it did. If several race, exactly one of them does. */
  insertFirst(key: KeyRecord): Promise<boolean>;
  /**
   * Makes this the only given key that is not replaced, in one step. Where it is there already, with the same
   * hash, it takes the scopes and the expiry of this one and is no longer replaced; a revoked key stays revoked.
   * Answers the key of this id as it then stands.
   */
  replaceGiven(key: KeyRecord, now: Instant): Promise<KeyRecord>;
  find(id: string): Promise<KeyRecord | undefined>;
  /** All, in the order of their making. */
  list(): Promise<readonly KeyRecord[]>;
  /** Revokes unless it is revoked already; answers the key as it then stands. */
  revoke(id: string, now: Instant): Promise<KeyRecord | undefined>;
  /** Notes the use. May be lost when the machine crashes. */
  touch(id: string, now: Instant): Promise<void>;
  close(): Promise<void>;
}
