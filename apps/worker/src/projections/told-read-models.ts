import { type DocumentStore, ReadModels } from '#read-models';
import type { Advance, FromThread } from './messages.js';

/** Tells the other thread of every commit; those of one turn of the event loop together. */
export class ToldReadModels extends ReadModels {
  #due: Advance[] = [];

  constructor(
    store: DocumentStore,
    private readonly tell: (message: FromThread) => void,
  ) {
    super(store);
  }

  override advanced(...advance: Advance): void {
    super.advanced(...advance);
    if (this.#due.push(advance) > 1) return;
    setImmediate(() => {
      this.tell({ advanced: this.#due });
      this.#due = [];
    });
  }
}
