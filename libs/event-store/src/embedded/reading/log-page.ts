import type { Position } from '../../port/index.js';

/** Positions to scan, both inclusive, in the order of the direction. */
export interface LogRange {
  readonly first: number;
  readonly last: number;
  readonly backwards: boolean;
}

export interface ScannedRows<Row> {
  readonly rows: readonly Row[];
  /** Whether there may be more than these. */
  readonly isFull: boolean;
}

export interface PageOptions {
  readonly direction?: 'forwards' | 'backwards';
  readonly after?: Position;
  readonly limit: number;
}

/**
 * Most positions beyond its limit that a read looks at: one that finds little, because of a filter, must not hold up
 * the thread.
 */
const WINDOW = 5_000;

/** Reads a page of the whole log by one scan, and finds out how far it has looked. */
export function readLogPage<Row>(
  { direction = 'forwards', after, limit }: PageOptions,
  head: number,
  scan: (range: LogRange) => ScannedRows<Row>,
  positionOf: (row: Row) => number,
): { readonly rows: readonly Row[]; readonly position: Position; readonly end: boolean } {
  const backwards = direction === 'backwards';
  const from = backwards ? Math.min(Number(after ?? head + 1), head + 1) : Number(after ?? 0n);
  if (backwards ? from <= 1 : from >= head) return { rows: [], position: after ?? 0n, end: true };
  const range = backwards
    ? { first: Math.max(1, from - limit - WINDOW), last: from - 1, backwards }
    : { first: from + 1, last: Math.min(head, from + limit + WINDOW), backwards };
  const { rows, isFull } = scan(range);
  const last = isFull ? rows.at(-1) : undefined;
  const position = last !== undefined ? positionOf(last) : backwards ? range.first : range.last;
  return { rows, position: BigInt(position), end: position === (backwards ? 1 : head) };
}
