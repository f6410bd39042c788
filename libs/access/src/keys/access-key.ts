import type { Instant } from '#clock';
import type { Scope } from './scopes.js';

/** A key as it is shown: everything but the secret, which nobody has. */
export interface AccessKey {
  readonly id: string;
  /** What it is for, in the words of who made it. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** `made`: random, made by us. `given`: the admin key that the settings named. */
  readonly origin: 'made' | 'given';
  readonly createdAt: Instant;
  /** From this instant on it does not open anything. */
  readonly expiresAt: Instant | undefined;
  readonly revokedAt: Instant | undefined;
  /** When another admin key was given in the settings instead of this one. */
  readonly replacedAt: Instant | undefined;
  /** To the minute or so. */
  readonly lastUsedAt: Instant | undefined;
}

export interface NewAccessKey {
  /** 1 to 100 characters. */
  readonly name: string;
  /** At least one. */
  readonly scopes: readonly Scope[];
  readonly expiresAt?: Instant | undefined;
}

/** A key that was just made: the only time that its token is to be had. */
export interface CreatedAccessKey {
  readonly key: AccessKey;
  readonly token: string;
}
