import { LRUCache } from 'lru-cache';
import { TooManyGuesses } from '../errors.js';

export interface GuessLimits {
  /** Wrong guesses of one client in a minute. */
  readonly perClient: number;
  /** Wrong guesses of all clients in a minute. Default ten times those of one. */
  readonly inAll?: number;
}

/** Milliseconds. */
const MINUTE = 60_000;

/** Of so many clients the wrong guesses are remembered; those who have not guessed for longest make room. */
const MOST_CLIENTS = 10_000;

const ALL = Symbol('all clients');
type Guesser = string | typeof ALL;
const guessersOf = (client: string): readonly Guesser[] => [client, ALL];

/** Wrong guesses since the first of a minute. */
interface Wrong {
  readonly count: number;
  /** When they are forgotten, by `performance.now()`. */
  readonly until: number;
}

/** Counts wrong guesses of one kind of secret, and stops those who made too many. */
export class GuessLimiter {
  readonly #wrong = new LRUCache<Guesser, Wrong>({ max: MOST_CLIENTS });
  /** Looks under way: each may still turn out wrong. */
  readonly #open = new Map<Guesser, number>();
  #waiting: (() => void)[] = [];

  constructor(private readonly limits: GuessLimits) {}

  /**
   * Looks at a guess. No more are looked at at once than may still be wrong; the others wait for these, so that what is
   * right is not refused for coming beside others.
   *
   * @param look answers `undefined` to a wrong guess; where it throws, nothing is counted
   * @throws TooManyGuesses when this client, or all together, have used up their wrong guesses
   */
  async look<Found>(client: string, look: () => Promise<Found | undefined>): Promise<Found | undefined> {
    while (!this.#hasRoom(client)) await new Promise<void>((goOn) => this.#waiting.push(goOn));
    this.#opened(client, 1);
    try {
      const found = await look();
      if (found === undefined) this.failed(client);
      return found;
    } finally {
      this.#opened(client, -1);
      for (const goOn of this.#waiting.splice(0)) goOn();
    }
  }

  /** Counts a wrong guess. */
  failed(client: string): void {
    const now = performance.now();
    for (const guesser of guessersOf(client)) {
      const { count, until } = this.#wrongOf(guesser, now);
      this.#wrong.set(guesser, { count: count + 1, until });
    }
  }

  /**
   * Where there is none, some look is under way.
   *
   * @throws TooManyGuesses
   */
  #hasRoom(client: string): boolean {
    const now = performance.now();
    const { perClient, inAll = 10 * perClient } = this.limits;
    const counted = [
      { wrong: this.#wrongOf(client, now), open: this.#open.get(client) ?? 0, limit: perClient },
      { wrong: this.#wrongOf(ALL, now), open: this.#open.get(ALL) ?? 0, limit: inAll },
    ];
    const usedUp = counted.filter(({ wrong, limit }) => wrong.count >= limit);
    if (usedUp.length > 0) {
      const until = Math.max(...usedUp.map(({ wrong }) => wrong.until));
      throw new TooManyGuesses(Math.ceil((until - now) / 1_000));
    }
    return counted.every(({ wrong, open, limit }) => wrong.count + open < limit);
  }

  #wrongOf(guesser: Guesser, now: number): Wrong {
    const wrong = this.#wrong.get(guesser);
    return wrong && wrong.until > now ? wrong : { count: 0, until: now + MINUTE };
  }

  #opened(client: string, change: 1 | -1): void {
    for (const guesser of guessersOf(client)) {
      const open = (this.#open.get(guesser) ?? 0) + change;
      if (open > 0) this.#open.set(guesser, open);
      else this.#open.delete(guesser);
    }
  }
}
