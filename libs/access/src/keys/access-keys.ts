import type { Instant } from '#clock';
import type { AccessKey, CreatedAccessKey, NewAccessKey } from './access-key.js';

/** The keys to the API. `now` is the caller's clock, as everywhere. */
export interface AccessKeys {
  /**
   * Makes a key.
   *
   * @throws InvalidAccessKey when name or scopes are missing, or it would have expired already
   */
  create(key: NewAccessKey, now: Instant): Promise<CreatedAccessKey>;
  /** All keys, the oldest first, including those revoked or expired. */
  list(): Promise<readonly AccessKey[]>;
  /** Revokes a key from the next request on; answers it, or `undefined` where no key has this id. */
  revoke(id: string, now: Instant): Promise<AccessKey | undefined>;
  /** The key that the token belongs to, unless it is unknown, revoked or expired. */
  authenticate(token: string, now: Instant): Promise<AccessKey | undefined>;
  close(): Promise<void>;
}
