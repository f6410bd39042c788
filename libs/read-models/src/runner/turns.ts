/** Milliseconds of work between two turns of the event loop. */
const SLICE = 4;

/**
 * Shares the event loop with whatever else the process does: work that takes long asks between its steps, and goes
 * on in a later turn when its slice is used up. In each turn one of those that wait goes on.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];
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

  #schedule(): void {
    setImmediate(() => {
      this.#waiting.shift()?.();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }
}
