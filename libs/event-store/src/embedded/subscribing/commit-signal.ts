import type { CommitChannel } from './commit-channel.js';

/** Tells waiting subscriptions that something was committed. */
export interface CommitSignal {
  /** Changes whenever something may have been committed. Take it before reading, and wait for it to change after. */
  readonly version: number;
  readonly closed: boolean;
  /** Resolves when the version is no longer `seen`, when the signal aborts, or when the store is closed. */
  changed(seen: number, abort: AbortSignal | undefined): Promise<void>;
  close(): void;
}

/** A commit signal that is told of commits, and tells the other threads of this process where there is a channel. */
export class LocalCommits implements CommitSignal {
  #version = 0;
  #closed = false;
  readonly #waiting = new Set<() => void>();

  constructor(private readonly channel?: CommitChannel) {}

  get version(): number {
    return this.#version;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.size;
  }

  committed(): void {
    this.channel?.announce();
    this.#moved();
  }

  changed(seen: number, abort: AbortSignal | undefined): Promise<void> {
    if (this.#closed || abort?.aborted || this.#version !== seen) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        abort?.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      abort?.addEventListener('abort', wake);
    });
  }

  close(): void {
    this.#closed = true;
    this.channel?.close();
    this.#moved();
  }

  #moved(): void {
    this.#version += 1;
    for (const wake of this.#waiting) wake();
  }
}
