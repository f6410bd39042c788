import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { Lock } from './lock.js';

/**
 * The folds of all followers, one after the other in the order of asking: what the first has folded is being committed
 * while the others fold. Folded side by side, all would be ready at once, and then wait for their commits together.
 */
export class Foldings {
  readonly #lock = new Lock();

  run<Result>(fold: () => Promise<Result>): Promise<Result> {
    return this.#lock.run(fold);
  }

  /** Resolves when all is folded that there was to fold in this turn of the event loop. */
  async folded(): Promise<void> {
    await turnOfTheLoop();
    await this.#lock.run(async () => undefined);
  }
}
