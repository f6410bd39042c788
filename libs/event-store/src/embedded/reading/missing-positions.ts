import { prepare, type Database } from '#sqlite';
import type { Position } from '../../port/index.js';
import type { DatabaseReads } from './database-reads.js';

/** Positions that follow each other, both ends included. */
export interface PositionRange {
  readonly first: Position;
  readonly last: Position;
}

/**
 * The positions before the last event at which there is none. The store leaves out no position and removes no event, so
 * that these were removed outside the program. An event whose stream has no name any more is in no stream, and is
 * missing too.
 */
export function missingPositions(database: Database, reads: DatabaseReads): readonly PositionRange[] {
  const gaps = prepare<{ first: number; last: number }>(
    database,
    `SELECT before + 1 AS first, position - 1 AS last
     FROM (SELECT e.position, lag(e.position, 1, 0) OVER (ORDER BY e.position) AS before
           FROM events AS e JOIN streams AS s ON s.id = e.stream)
     WHERE position > before + 1`,
  );
  return reads.run(() => gaps.all()).map(({ first, last }) => ({ first: BigInt(first), last: BigInt(last) }));
}
