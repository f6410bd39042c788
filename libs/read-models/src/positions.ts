import type { Position } from '#event-store';

/** @param positions one at least */
export const highest = (positions: readonly Position[]): Position =>
  positions.reduce((one, other) => (one > other ? one : other));

/** @param positions one at least */
export const lowest = (positions: readonly Position[]): Position =>
  positions.reduce((one, other) => (one < other ? one : other));
