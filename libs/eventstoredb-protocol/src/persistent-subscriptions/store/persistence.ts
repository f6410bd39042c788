import { backOff, pause } from '#clock';
import { OutcomeUnknown, StoreUnavailable } from '#event-store';
import type { OnFailure } from '../../rpc/handlers.js';

/** Does what must be done in the end, however often the store fails. */
export class Persistence {
  readonly #over = new AbortController();

  constructor(private readonly onFailure: OnFailure) {}

  /** Aborts when it has given up. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** Repeats the work until it succeeds; answers false when it was given up before that. */
  async until(work: () => Promise<void>): Promise<boolean> {
    for (let failures = 0; !this.signal.aborted; failures += 1) {
      try {
        await work();
        return true;
      } catch (error) {
        if (!isOutage(error)) this.onFailure(error);
      }
      await pause(backOff(failures), this.signal);
    }
    return false;
  }

  giveUp(): void {
    this.#over.abort();
  }
}

/** Whether the store may be well again later. */
export function isOutage(error: unknown): boolean {
  return error instanceof StoreUnavailable || error instanceof OutcomeUnknown;
}
