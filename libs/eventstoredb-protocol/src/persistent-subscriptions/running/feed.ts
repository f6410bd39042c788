import { backOff, pause } from '#clock';
import { isOutage } from '../store/persistence.js';
import type { Source, SourcePage } from './source.js';

/** What a feed asks and tells of its group. */
export interface Fed {
  readonly cursor: bigint;
  /** How many messages to read at once. */
  readonly batch: number;
  /** Whether there is room for another page. */
  readonly hasRoom: boolean;
  take(page: SourcePage): void;
  /** The source cannot be read, and trying again will not help. */
  fail(error: unknown): void;
}

/** Reads for a group, from its cursor on, whenever it has room. A store that is unavailable is asked again for ever. */
export class Feed {
  readonly #stop = new AbortController();
  #wake: () => void = () => undefined;

  constructor(
    private readonly source: Source,
    private readonly fed: Fed,
  ) {
    void this.#pump(this.#stop.signal);
  }

  /** Tells that there may be room again. */
  nudge(): void {
    if (this.fed.hasRoom) this.#wake();
  }

  /** Nothing more comes after that. */
  stop(): void {
    this.#stop.abort();
    this.#wake();
  }

  async #pump(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await this.#room(signal);
        for await (const page of this.source.pages(this.fed.cursor, this.fed.batch, signal)) {
          failures = 0;
          // Another feed may have begun where this one was stopped.
          if (this.#isStopped()) return;
          this.fed.take(page);
          await this.#room(signal);
        }
        return;
      } catch (error) {
        if (!isOutage(error)) {
          this.fed.fail(error);
          return;
        }
        await pause(backOff(failures), signal);
      }
    }
  }

  #isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #room(signal: AbortSignal): Promise<void> {
    while (!this.fed.hasRoom && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
