import type { Entry, Message } from './message.js';

/** Milliseconds between two removals of replayed messages from the parked ones, while a replay is under way. */
const PERIOD = 1_000;

/**
 * The replay of parked messages. A message stays parked until it is finished (or parked again): what a crash
 * interrupts can be replayed again. Places are revisions of the stream of parked messages.
 */
export class Replay<Content> {
  /** The next one to read. */
  next = 0n;
  #stop = 0n;
  #forgotten = 0n;
  #forgottenAt: number;
  readonly #unfinished = new Set<Entry<Content>>();

  constructor(now: number) {
    this.#forgottenAt = now;
  }

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

  /** When something can be forgotten that was not yet. */
  get dueAt(): number | undefined {
    if (this.#before <= this.#forgotten) return undefined;
    return this.#unfinished.size === 0 ? this.#forgottenAt : this.#forgottenAt + PERIOD;
  }

  /** The revision before which nothing needs to be kept, when it is time to say so. */
  takeForgettable(now: number): bigint | undefined {
    const { dueAt } = this;
    if (dueAt === undefined || dueAt > now) return undefined;
    this.#forgotten = this.#before;
    this.#forgottenAt = now;
    return this.#forgotten;
  }

  get #before(): bigint {
    const [lowest] = this.#unfinished;
    return lowest ? lowest.message.place : this.next;
  }
}
