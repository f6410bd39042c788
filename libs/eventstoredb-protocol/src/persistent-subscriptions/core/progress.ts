import type { Entry, Message } from './message.js';

/** How far a group is done without a gap. */
export interface Done {
  readonly place: bigint;
  /** How many messages it has behind it since it was opened. */
  readonly count: number;
}

/** Keeps account of which messages of the source are still unfinished, in the order of the source. */
export class Progress<Content> {
  /** The place up to which the source was read. */
  cursor: bigint;
  /** Bytes of all messages that are unfinished. */
  bytes = 0;
  readonly #unfinished = new Map<Entry<Content>, Done>();
  #count = 0;

  constructor(after: bigint) {
    this.cursor = after;
  }

  arrived(message: Message<Content>): Entry<Content> {
    const entry = { message, before: this.cursor, isReplay: false, retryCount: 0 };
    this.#unfinished.set(entry, { place: this.cursor, count: this.#count });
    this.#count += 1;
    this.bytes += message.bytes;
    this.cursor = message.place;
    return entry;
  }

  finished(entry: Entry<Content>): void {
    if (this.#unfinished.delete(entry)) this.bytes -= entry.message.bytes;
  }

  get done(): Done {
    const [lowest] = this.#unfinished.values();
    return lowest ?? { place: this.cursor, count: this.#count };
  }
}
