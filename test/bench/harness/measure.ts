import type { Timed } from './program.js';
import { latencyOf } from './statistics.js';

export interface Window {
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

/** Counts what is answered within the window, warm-up left out. */
export class Meter {
  readonly #latencies: number[] = [];
  readonly #starts: number;
  readonly #ends: number;

  constructor({ warmUpSeconds, seconds }: Window) {
    this.#starts = performance.now() + warmUpSeconds * 1_000;
    this.#ends = this.#starts + seconds * 1_000;
  }

  get isOver(): boolean {
    return performance.now() >= this.#ends;
  }

  /** @param started `performance.now()` when the operations began, which have been answered now */
  answered(started: number, operations = 1): void {
    const now = performance.now();
    if (now < this.#starts || now >= this.#ends) return;
    for (let i = 0; i < operations; i += 1) this.#latencies.push(now - started);
  }

  get throughput(): Timed {
    const perSecond = (this.#latencies.length * 1_000) / (this.#ends - this.#starts);
    return { perSecond, latency: latencyOf(this.#latencies) };
  }
}
