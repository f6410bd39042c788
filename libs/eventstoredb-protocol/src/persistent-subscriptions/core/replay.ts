import type { Entry, Message } from './message.js';

/** So many replayed messages are worth taking off the parked ones before all are done. */
const STEP = 100n;

/**
 * The replay of parked messages. A message stays parked until it is finished (or parked anew): what a crash
 * interrupts can be replayed again. Places are revisions of the stream of parked messages.
 */
export class Replay<Content> {
  /** The next to read. */
  next = 0n;
  #stop = 0n;
  #forgotten = 0n;
  readonly #unfinished = new Set<Entry<Content>>();

  /** @param first the first that is parked @param stop the first not to replay */
  request(first: bigint, stop: bigint): void {
    if (first > this.next) this.next = first;
    if (first > this.#forgotten) this.#forgotten = first;
    if (stop > this.#stop) this.#stop = stop;
  }

  /** How many are still to be read. */
  get left(): number {
    return this.#stop > this.next ? Number(this.#stop - this.next) : 0;
  }

  get isUnderWay(): boolean {
    return this.left > 0 || this.#unfinished.size > 0;
  }

  arrived(message: Message<Content>): Entry<Content> {
    const entry = { message, before: message.place - 1n, isReplay: true, retryCount: 0 };
    this.#unfinished.add(entry);
    return entry;
  }

  /** @param next the revision after those that were read */
  read(next: bigint): void {
    if (next > this.next) this.next = next;
  }

  finished(entry: Entry<Content>): void {
    this.#unfinished.delete(entry);
  }

  /** The revision before which nothing needs to be kept, when it is time to say so. */
  takeForgettable(): bigint | undefined {
    const [lowest] = this.#unfinished;
    const before = lowest ? lowest.message.place : this.next;
    const isDue = before > this.#forgotten && (!lowest || before - this.#forgotten >= STEP);
    if (!isDue) return undefined;
    this.#forgotten = before;
    return before;
  }
}
