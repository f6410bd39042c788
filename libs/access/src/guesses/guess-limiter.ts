import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyGuesses } from '../errors.js';

export interface GuessLimits {
  /** Wrong guesses of one client in a minute. */
  readonly perClient: number;
  /** Wrong guesses of all clients in a minute. Default ten times those of one. */
  readonly inAll?: number;
}

/** Seconds. */
const MINUTE = 60;

/** Counts wrong guesses of one kind of secret, and stops those who made too many. */
export class GuessLimiter {
  readonly #perClient: RateLimiterMemory;
  readonly #inAll: RateLimiterMemory;

  constructor({ perClient, inAll = 10 * perClient }: GuessLimits) {
    this.#perClient = new RateLimiterMemory({ points: perClient, duration: MINUTE, keyPrefix: '' });
    this.#inAll = new RateLimiterMemory({ points: inAll, duration: MINUTE, keyPrefix: '' });
  }

  /**
   * To be asked before a guess is looked at.
   *
   * @throws TooManyGuesses when this client, or all together, have used up their wrong guesses
   */
  async check(client: string): Promise<void> {
    const counts = await Promise.all([this.#perClient.get(client), this.#inAll.get(ALL)]);
    const [ofClient, ofAll] = counts;
    const wait = Math.max(waitOf(ofClient, this.#perClient.points), waitOf(ofAll, this.#inAll.points));
    if (wait > 0) throw new TooManyGuesses(Math.ceil(wait / 1_000));
  }

  /** Counts a wrong guess. */
  async failed(client: string): Promise<void> {
    await Promise.all([this.#perClient.penalty(client), this.#inAll.penalty(ALL)]);
  }
}

const ALL = 'all';

/** Milliseconds until guesses are accepted again, 0 when they are. */
function waitOf(count: RateLimiterRes | null, allowed: number): number {
  return count === null || count.consumedPoints < allowed ? 0 : Math.max(0, count.msBeforeNext);
}
