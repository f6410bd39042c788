export interface Reading {
  readonly total: number;
  readonly sinceLast: number;
  /** Whole messages a second since the last reading. */
  readonly perSecond: number;
}

/** Counts messages, and tells at each reading what came since the one before. */
export class Meter {
  total = 0;
  #lastTotal = 0;
  #lastAt: number;

  constructor(now: number) {
    this.#lastAt = now;
  }

  read(now: number): Reading {
    const sinceLast = this.total - this.#lastTotal;
    const elapsed = now - this.#lastAt;
    this.#lastTotal = this.total;
    this.#lastAt = now;
    const perSecond = elapsed > 0 ? Math.floor((sinceLast * 1_000) / elapsed) : 0;
    return { total: this.total, sinceLast, perSecond };
  }
}
