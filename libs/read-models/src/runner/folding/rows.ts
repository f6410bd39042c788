import type { Position } from '#event-store';
import type { DocumentChange, StoredDocument } from '../../port/index.js';
import type { Counters } from '../../projection.js';
import { labelAt, positionOf } from './row-labels.js';
import type { Difference } from './tallying.js';

type StoredRow = StoredDocument<Counters>;

/** A row in the course of the addition. */
interface Row extends StoredRow {
  readonly body: Record<string, number>;
}

/** Stored rows by id, for each tally in turn. */
export type StoredRows = readonly ReadonlyMap<string, StoredRow>[];

/** Ids of the rows that differences change, for each tally in turn. */
export function rowIds(tallies: number, differences: readonly Difference[]): readonly (readonly string[])[] {
  const ids = Array.from({ length: tallies }, () => new Set<string>());
  for (const { tally, row } of differences) ids[tally]?.add(row);
  return ids.map((set) => [...set]);
}

/** Which differences a row counts already, and how it is labelled when it counts them all. */
export interface RowRule {
  isIn(row: StoredRow | undefined, difference: Difference): boolean;
  label(row: StoredRow | undefined, difference: Difference): bigint;
}

/** Rows that have come to this position. */
export function upTo(position: Position): RowRule {
  return {
    isIn: (row, difference) => row !== undefined && positionOf(row.position) >= difference.position,
    label: () => labelAt(position),
  };
}

/**
 * The rows with the differences added. A row is written also where they come to nothing together: its label then
 * tells, should the commit be cut off between two documents, that it counts both. Counters of 0 are left out.
 */
export function addToRows(
  collections: readonly string[],
  stored: StoredRows,
  differences: readonly Difference[],
  rule: RowRule,
): readonly DocumentChange[] {
  const rows = collections.map(() => new Map<string, Row>());
  for (const difference of differences) {
    const { tally, row: id, counter, amount } = difference;
    const old = stored[tally]?.get(id);
    if (rule.isIn(old, difference)) continue;
    let row = rows[tally]?.get(id);
    if (!row) {
      row = { id, position: rule.label(old, difference), body: { ...old?.body } };
      rows[tally]?.set(id, row);
    }
    row.body[counter] = (row.body[counter] ?? 0) + amount;
  }
  return collections.flatMap((collection, tally) =>
    [...(rows[tally]?.values() ?? [])].map((row) => ({ ...row, collection, body: withoutZeros(row.body) })),
  );
}

function withoutZeros(sums: Counters): Counters {
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0));
}
