import type { Position } from '#event-store';

/**
 * A tally's row is labelled with the position of the last event that it counts, and behind it with a number of its
 * own, so that a replay of parked events can write the row again at the same place in the log.
 */
const BITS = 10n;
const REPLAYS = (1n << BITS) - 1n;

export const labelAt = (position: Position): bigint => position << BITS;
export const positionOf = (label: bigint): Position => label >> BITS;

/** The next label at the same position; `undefined` after a thousand replays there. */
export function nextLabel(label: bigint): bigint | undefined {
  return (label & REPLAYS) === REPLAYS ? undefined : label + 1n;
}
