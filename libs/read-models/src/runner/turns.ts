import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { Lock } from './lock.js';

/** Milliseconds of work between two turns of the event loop. */
const SLICE = 4;

/**
 * Shares the event loop with whatever else the process does: work that takes long asks between its steps, and goes
 * on in a later turn when its slice is used up. In each turn one of those that wait goes on.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  readonly #folding = new Lock();
  #began = performance.now();

  /** Resolves at once while the slice lasts. */
  async ifDue(): Promise<void> {
    if (performance.now() - this.#began < SLICE) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) this.#schedule();
    });
    this.#began = performance.now();
  }

  /**
   * Folds, one after the other in the order of asking: what the first has folded is being committed while the others
   * fold. Folded side by side, all would be ready at once, and then wait for their commits together.
   */
  fold<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#folding.run(work);
  }

  /** Resolves when all is folded that there was to fold in this turn of the event loop. */
  async folded(): Promise<void> {
    await turnOfTheLoop();
    await this.#folding.run(async () => undefined);
  }

  #schedule(): void {
    setImmediate(() => {
      this.#waiting.shift()?.();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }
}
