import type { AdvanceListener } from '#read-models';
import type { Advance, FromThread } from './messages.js';

/** Tells the other thread of every commit; those of one turn of the event loop together. */
export class AdvanceMessages implements AdvanceListener {
  #due: Advance[] = [];

  constructor(private readonly tell: (message: FromThread) => void) {}

  advanced(...advance: Advance): void {
    if (this.#due.push(advance) > 1) return;
    setImmediate(() => {
      this.tell({ advanced: this.#due });
      this.#due = [];
    });
  }
}
