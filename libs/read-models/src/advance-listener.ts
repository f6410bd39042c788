import type { Position } from '#event-store';
import type { Generation } from './names.js';

/** Told of every commit of a runner. `ReadModels` is one: its `waitFor` then answers at once in that process. */
export interface AdvanceListener {
  /** These partitions of the generation that serves have come to this position. */
  advanced(
    projection: string,
    generation: Generation,
    partitions: readonly number[],
    position: Position,
  ): void;
}
