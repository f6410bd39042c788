/** A candidate's key as it is stored: wrapped with the master key. */
export interface WrappedKey {
  /** Up to 64 characters of `A-Z a-z 0-9 _ -`; never given out twice. */
  readonly keyId: string;
  readonly candidateId: string;
  readonly wrapped: Uint8Array;
}

/** What stays known of a key for ever once it was destroyed. */
export interface DestroyedKey {
  readonly keyId: string;
  readonly candidateId: string;
  readonly wrapped: undefined;
}

/**
 * Port of the store of keys, which lies apart from the events and the read models. What it answers is
 * durable: a key that was added survives a crash, a key that was destroyed is nowhere in it any more. A candidate
 * has one key at most that is not destroyed. Its methods throw `KeyStoreUnavailable` where the store fails.
 */
export interface KeyStore {
  /** Adds the key unless its candidate has one, and answers the key that stands. If several race, one of theirs does. */
  add(key: WrappedKey): Promise<WrappedKey>;
  /** The candidate's key, `undefined` where there is none or it was destroyed. */
  current(candidateId: string): Promise<WrappedKey | undefined>;
  /** The key of this id, destroyed or not; `undefined` where there never was one. */
  find(keyId: string): Promise<WrappedKey | DestroyedKey | undefined>;
  /** Destroys a key; answers whether it was there. Repeat it when it fails. */
  destroy(keyId: string): Promise<boolean>;
  /**
   * A number that changes with every destroyed key, in whichever process: while it stays the same, a cache may be
   * trusted.
   */
  destructions(): Promise<number>;
  /** The verifier of the master key that this store was made with. */
  verifier(): Promise<string | undefined>;
  /** Keeps the verifier unless there is one, and answers the one that stands. */
  claimVerifier(verifier: string): Promise<string>;
  /** Finishes what is under way and releases everything. */
  close(): Promise<void>;
}
