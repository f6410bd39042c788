import type { Instant } from '#clock';
import type { AccessKey } from '../keys/access-key.js';
import type { AccessKeys } from '../keys/access-keys.js';
import { printOf, sameHash } from '../keys/token.js';
import type { GuessLimiter } from './guess-limiter.js';

/**
 * Authenticates, and limits the guesses. A key that was right once since the start is not a guess any more: it
 * keeps working while its client is stopped, so that nobody can lock out the others behind the same address.
 */
export class GuardedKeys {
  readonly #known = new Map<string, Uint8Array>();

  constructor(
    private readonly keys: Pick<AccessKeys, 'authenticate'>,
    private readonly limiter: GuessLimiter,
  ) {}

  /**
   * The key that the token belongs to, unless it is unknown, revoked or expired.
   *
   * @param client who asks, see `clientOf`
   * @throws TooManyGuesses when the client made too many wrong guesses and the token is not known to be right
   */
  async authenticate(token: string, client: string, now: Instant): Promise<AccessKey | undefined> {
    const print = printOf(token);
    const known = print && this.#known.get(print.keyId);
    const isKnown = print !== undefined && known !== undefined && sameHash(known, print.hash);
    if (!isKnown) await this.limiter.check(client);
    const key = await this.keys.authenticate(token, now);
    if (print !== undefined && key !== undefined) this.#known.set(print.keyId, print.hash);
    if (key === undefined) {
      if (isKnown) this.#known.delete(print.keyId);
      await this.limiter.failed(client);
    }
    return key;
  }
}
