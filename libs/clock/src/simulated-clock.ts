import { CodedError } from '#errors';
import type { Clock } from './clock.js';
import { toInstant, type Instant } from './instant.js';

/** A simulated clock was asked to go back. */
export class ClockMovesForwardOnly extends CodedError {
  readonly code = 'CLOCK_MOVES_FORWARD_ONLY';
  constructor(
    readonly now: Instant,
    readonly asked: Instant,
  ) {
    super(`The clock stands at ${now} and moves forward only: give an instant that is later than that.`);
  }
}

/** A clock that starts where it is told to, ticks as real time does, and can be moved forward. */
export class SimulatedClock implements Clock {
  readonly #elapsed: () => number;
  /** What the clock showed, in milliseconds since 1970, when `elapsed` was 0. */
  #origin: number;

  /** @param elapsed milliseconds since any fixed moment, never going back */
  constructor(startsAt: Instant, elapsed: () => number = () => performance.now()) {
    this.#elapsed = elapsed;
    this.#origin = Date.parse(startsAt) - elapsed();
  }

  now(): Instant {
    return toInstant(this.#origin + this.#elapsed());
  }

  /**
   * Goes on from this instant.
   *
   * @throws ClockMovesForwardOnly when the clock is already past it
   */
  moveTo(instant: Instant): void {
    const now = this.now();
    if (instant < now) throw new ClockMovesForwardOnly(now, instant);
    this.#origin = Date.parse(instant) - this.#elapsed();
  }
}
