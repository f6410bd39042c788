import { prepare, type Database, type Statement } from '#sqlite';
import type { CommitChannel } from './commit-channel.js';
import { LocalCommits, type CommitSignal } from './commit-signal.js';

/** Milliseconds between two looks at the file while a subscription waits. */
const INTERVAL = 20;

/**
 * A commit signal that watches the file for commits of another process, which SQLite counts in `data_version`, and is
 * told of those of this process. The timer runs only while a subscription waits, and keeps the process alive for it.
 */
export class WatchedCommits implements CommitSignal {
  readonly #local = new LocalCommits();
  readonly #dataVersion: Statement<{ data_version: number }>;
  #seen: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    database: Database,
    private readonly channel: CommitChannel,
  ) {
    this.#dataVersion = prepare(database, 'PRAGMA data_version');
    channel.onAnnounced(() => {
      this.#look();
    });
  }

  get version(): number {
    this.#look();
    return this.#local.version;
  }

  get closed(): boolean {
    return this.#local.closed;
  }

  async changed(seen: number, abort: AbortSignal | undefined): Promise<void> {
    this.#timer ??= setInterval(() => {
      this.#look();
    }, INTERVAL);
    await this.#local.changed(seen, abort);
    if (this.#local.waiting === 0) this.#stop();
  }

  close(): void {
    this.channel.close();
    this.#stop();
    this.#local.close();
  }

  #look(): void {
    if (this.closed) return;
    const current = this.#current();
    if (current !== undefined && current === this.#seen) return;
    this.#seen = current;
    this.#local.committed();
  }

  /** `undefined` when the file cannot be read: the subscription's own read, which it wakes, then says why. */
  #current(): number | undefined {
    try {
      return this.#dataVersion.get()?.data_version;
    } catch {
      return undefined;
    }
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
