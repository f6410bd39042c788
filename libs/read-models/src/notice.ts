/** Tells everybody who waits that something has changed. */
export class Notice {
  readonly #waiting = new Set<() => void>();

  give(): void {
    for (const done of [...this.#waiting]) done();
  }

  /** Resolves with the next notice, when the signal is aborted, or after so many milliseconds. */
  async wait(signal?: AbortSignal, milliseconds?: number): Promise<void> {
    await this.#wait(signal, milliseconds);
  }

  /** The same, but does not keep the process alive. */
  async waitIdly(signal: AbortSignal, milliseconds: number): Promise<void> {
    await this.#wait(signal, milliseconds, (timer) => timer.unref());
  }

  async #wait(
    signal: AbortSignal | undefined,
    milliseconds: number | undefined,
    adjust?: (timer: NodeJS.Timeout) => void,
  ): Promise<void> {
    if (signal?.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#waiting.delete(done);
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = milliseconds === undefined ? undefined : setTimeout(done, milliseconds);
      if (timer) adjust?.(timer);
      this.#waiting.add(done);
      signal?.addEventListener('abort', done);
    });
  }
}
