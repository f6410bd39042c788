const DAY = 86_400_000;

/** Longer than any step of the walkthrough takes, in milliseconds. */
const STEP = 10_000;

/** The clock of the server, which may be simulated: read off an answer once, then followed. */
export class ServerClock {
  readonly #ahead: number;

  /** @param now an instant that the server has just answered */
  constructor(now: string) {
    this.#ahead = Date.parse(now) - performance.now();
  }

  now(): string {
    return this.#after(0);
  }

  /** Far enough ahead that a booking is made before it. */
  soon(): string {
    return this.#after(STEP);
  }

  /** Milliseconds until a sitting that is taken now is on the day (of UTC) of an appointment that starts soon. */
  untilOneDay(): number {
    const now = Date.parse(this.now());
    const left = DAY - (now % DAY);
    return left > 2 * STEP ? 0 : left;
  }

  #after(milliseconds: number): string {
    return new Date(this.#ahead + performance.now() + milliseconds).toISOString();
  }
}
