/** Writes a value that changes, one write at a time: of those that come meanwhile only the latest is written. */
export class LatestValue<Value> {
  #next: { readonly value: Value } | undefined;
  #writing: Promise<void> | undefined;

  /** @param write must not fail */
  constructor(private readonly write: (value: Value) => Promise<void>) {}

  put(value: Value): void {
    this.#next = { value };
    this.#writing ??= this.#run();
  }

  /** Resolves when nothing is left to write. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #run(): Promise<void> {
    while (this.#next) {
      const { value } = this.#next;
      this.#next = undefined;
      await this.write(value);
    }
    this.#writing = undefined;
  }
}
