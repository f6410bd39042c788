import type { Position } from '#event-store';
import type { Counters, Tally } from '../../projection.js';

/** What one document counts: tally → row → counters, in the order of the projection's tallies. */
export type Counted = readonly Readonly<Record<string, Counters>>[];

/** What an event, or a stretch of events, changes in a row. Also recorded when it changes nothing in the end. */
export interface Difference {
  readonly tally: number;
  readonly row: string;
  readonly counter: string;
  readonly amount: number;
  /** The row counts it already when it has come so far. */
  readonly position: Position;
}

const NOTHING: Counters = {};

/** @throws RangeError when an amount is not a finite number */
export function countOf<Body extends object>(
  tallies: readonly Tally<Body>[],
  body: Body | undefined,
  id: string,
): Counted {
  if (body === undefined) return tallies.map(() => ({}));
  const counted = tallies.map((tally) => tally.count(body, id));
  for (const rows of counted) {
    for (const counters of Object.values(rows)) {
      for (const [counter, amount] of Object.entries(counters)) {
        if (!Number.isFinite(amount)) throw new RangeError(`Counter ${counter} is ${amount}.`);
      }
    }
  }
  return counted;
}

export function differences(before: Counted, after: Counted, position: Position): readonly Difference[] {
  const found: Difference[] = [];
  after.forEach((rows, tally) => {
    const old = before[tally] ?? {};
    for (const row of keysOf(old, rows)) {
      const [was, is] = [old[row] ?? NOTHING, rows[row] ?? NOTHING];
      for (const counter of keysOf(was, is)) {
        const amount = (is[counter] ?? 0) - (was[counter] ?? 0);
        if (amount !== 0) found.push({ tally, row, counter, amount, position });
      }
    }
  });
  return found;
}

function keysOf(one: object, other: object): readonly string[] {
  const keys = Object.keys(one);
  for (const key of Object.keys(other)) if (!Object.hasOwn(one, key)) keys.push(key);
  return keys;
}
