import type { Entry } from './message.js';

/**
 * Messages that wait for a consumer. Those to be delivered again go first, in the order of their places; then those
 * that an operator has replayed; then what was read ahead.
 */
export class Waiting<Content> {
  readonly #retries: Entry<Content>[] = [];
  readonly #replays = new Set<Entry<Content>>();
  readonly #ahead = new Set<Entry<Content>>();
  /** Those that were with a consumer before, by the ids of their messages. */
  readonly #returned = new Map<string, Entry<Content>>();

  get size(): number {
    return this.#retries.length + this.#replays.size + this.#ahead.size;
  }

  get ahead(): number {
    return this.#ahead.size;
  }

  get replays(): number {
    return this.#replays.size;
  }

  get retries(): number {
    return this.#retries.length;
  }

  add(entry: Entry<Content>): void {
    (entry.isReplay ? this.#replays : this.#ahead).add(entry);
  }

  again(entry: Entry<Content>): void {
    this.#returned.set(entry.message.id, entry);
    if (entry.isReplay) {
      this.#replays.add(entry);
      return;
    }
    const before = this.#retries.findLastIndex(({ message }) => message.place < entry.message.place);
    this.#retries.splice(before + 1, 0, entry);
  }

  /** In the order of delivery. The entry that was taken last may be removed meanwhile. */
  *[Symbol.iterator](): Generator<Entry<Content>, void> {
    yield* [...this.#retries];
    yield* this.#replays;
    yield* this.#ahead;
  }

  remove(entry: Entry<Content>): void {
    if (this.#returned.get(entry.message.id) === entry) this.#returned.delete(entry.message.id);
    if (this.#ahead.delete(entry) || this.#replays.delete(entry)) return;
    const index = this.#retries.indexOf(entry);
    if (index >= 0) this.#retries.splice(index, 1);
  }

  /** One that was with a consumer before, by the id of its message. */
  findReturned(id: string): Entry<Content> | undefined {
    return this.#returned.get(id);
  }
}
