import { allows, type AccessKey, type Scope } from '#access';
import { accessDenied, unauthenticated } from '../rpc/errors.js';
import type { Caller } from './caller.js';
import type { ProtectedStreams } from './protected-streams.js';

/** Milliseconds after which a call that lasts has its key looked at again. */
const RECHECK_AFTER = 1_000;

/** A caller who shows an API key: its scopes say what they may do. The `$acl` of a stream is not looked at. */
export class KeyCaller implements Caller {
  readonly name: string;
  #key: AccessKey | undefined;
  #checkedAt = performance.now();

  /** @param again the key as it is by now, unless it does not open anything any more */
  constructor(
    key: AccessKey,
    private readonly again: () => Promise<AccessKey | undefined>,
    private readonly streams: ProtectedStreams,
  ) {
    this.name = key.name;
    this.#key = key;
  }

  async checkRead(): Promise<void> {
    this.#check('audit:read');
  }

  async checkWrite(stream: string): Promise<void> {
    this.#check('admin');
    this.streams.check(stream);
  }

  checkDelete(stream: string): Promise<void> {
    return this.checkWrite(stream);
  }

  async checkManage(): Promise<void> {
    this.#check('admin');
  }

  #check(scope: Scope): void {
    this.#recheck();
    if (this.#key === undefined) throw unauthenticated('The API key was revoked or has expired.');
    if (!allows(this.#key.scopes, scope)) throw accessDenied();
  }

  /** Nobody waits for it: a key that was revoked is refused within about a second. */
  #recheck(): void {
    if (this.#key === undefined || performance.now() - this.#checkedAt < RECHECK_AFTER) return;
    this.#checkedAt = performance.now();
    this.again().then(
      (key) => {
        this.#key = key;
      },
      // The store of the keys cannot be read now: the next check asks it again.
      () => undefined,
    );
  }
}
