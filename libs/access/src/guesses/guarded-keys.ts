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
    if (print !== undefined && known !== undefined && sameHash(known, print.hash)) {
      return this.#authenticateKnown(token, print.keyId, client, now);
    }
    const key = await this.limiter.look(client, () => this.keys.authenticate(token, now));
    if (print !== undefined && key !== undefined) this.#known.set(print.keyId, print.hash);
    return key;
  }

  /** The way of nearly every request. */
  async #authenticateKnown(
    token: string,
    keyId: string,
    client: string,
    now: Instant,
  ): Promise<AccessKey | undefined> {
    const key = await this.keys.authenticate(token, now);
    if (key !== undefined) return key;
    this.#known.delete(keyId);
    this.limiter.failed(client);
    return undefined;
  }
}
