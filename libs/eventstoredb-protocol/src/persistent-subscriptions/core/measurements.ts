/** So many of the latest times are looked at. */
const WINDOW = 1_000;

const SHARES: readonly (readonly [string, number])[] = [
  ['Quintile 1', 0],
  ['Quintile 2', 0.2],
  ['Quintile 3', 0.4],
  ['Quintile 4', 0.6],
  ['Quintile 5', 0.8],
  ['90%', 0.9],
  ['95%', 0.95],
  ['99%', 0.99],
  ['99.5%', 0.995],
  ['99.9%', 0.999],
];

/** How long a consumer took over its latest messages, in whole milliseconds, under EventStoreDB's names. */
export class Measurements {
  readonly #times: number[] = [];
  #next = 0;

  add(milliseconds: number): void {
    this.#times[this.#next] = Math.floor(milliseconds);
    this.#next = (this.#next + 1) % WINDOW;
  }

  /** Empty until something was measured. */
  read(): ReadonlyMap<string, number> {
    const times = this.#times.toSorted((one, other) => one - other);
    const [fastest] = times;
    const highest = times.at(-1);
    if (fastest === undefined || highest === undefined) return new Map();
    const at = (share: number) => times[Math.floor(share * times.length)] ?? highest;
    const mean = Math.floor(times.reduce((sum, time) => sum + time, 0) / times.length);
    return new Map([
      ['Mean', mean],
      ['Median', at(0.5)],
      ['Fastest', fastest],
      ...SHARES.map(([name, share]) => [name, at(share)] as const),
      ['Highest', highest],
    ]);
  }
}
