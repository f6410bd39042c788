import { BroadcastChannel } from 'node:worker_threads';

/** Tells the threads of this process that follow a file of commits to it. Does not keep the process alive. */
export class CommitChannel {
  readonly #channel: BroadcastChannel;
  #due: NodeJS.Immediate | undefined;

  /** @param file the whole path, which is the name of the channel */
  constructor(file: string) {
    this.#channel = new BroadcastChannel(`commits to ${file}`);
    this.#channel.unref();
  }

  /** Those of one turn of the event loop are told together: a message costs some µs. */
  announce(): void {
    this.#due ??= setImmediate(() => {
      this.#due = undefined;
      this.#channel.postMessage(undefined);
    });
  }

  onAnnounced(look: () => void): void {
    this.#channel.onmessage = look;
  }

  close(): void {
    clearImmediate(this.#due);
    this.#channel.close();
  }
}
