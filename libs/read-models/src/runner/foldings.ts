import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

/**
 * The folds of all followers, one in a turn of the event loop, in the order of asking: what the first has folded is
 * being committed while the others fold, and whatever else the process does waits for one fold at most.
 */
export class Foldings {
  #last: Promise<unknown> = Promise.resolve();

  run<Result>(fold: () => Result): Promise<Result> {
    const result = this.#last.then(fold);
    this.#last = result.then(
      () => turnOfTheLoop(),
      () => turnOfTheLoop(),
    );
    return result;
  }

  /** Resolves when all is folded that there was to fold in this turn of the event loop. */
  async folded(): Promise<void> {
    await turnOfTheLoop();
    await this.#last;
  }
}
