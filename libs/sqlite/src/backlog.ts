export interface BacklogLimits {
  /** Most requests that wait for their outcome. Default 10,000. */
  readonly maxPending?: number;
  /** Most bytes that those requests hold together, by what they are said to hold. Default 64 MiB. */
  readonly maxPendingBytes?: number;
}

/** How much waits for its outcome. */
export class Backlog {
  #requests = 0;
  #bytes = 0;
  #emptied: (() => void) | undefined;

  constructor(private readonly limits: BacklogLimits) {}

  get requests(): number {
    return this.#requests;
  }

  /** Whether there is no room for one of so many bytes; the only one may be of any size. */
  isFullFor(bytes: number): boolean {
    const { maxPending = 10_000, maxPendingBytes = 64 * 1_024 * 1_024 } = this.limits;
    return this.#requests > 0 && (this.#requests >= maxPending || this.#bytes + bytes > maxPendingBytes);
  }

  add(bytes: number): void {
    this.#requests += 1;
    this.#bytes += bytes;
  }

  remove(bytes: number): void {
    this.#requests -= 1;
    this.#bytes -= bytes;
    if (this.#requests === 0) this.#emptied?.();
  }

  async empty(): Promise<void> {
    if (this.#requests === 0) return;
    await new Promise<void>((emptied) => (this.#emptied = emptied));
  }
}
