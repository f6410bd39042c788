import { lowest, type ReadModels } from '#read-models';
import type { Reads } from './queries.js';

/** How far all these projections have come. Ask before the documents are read: these are then at least as new. */
export async function positionOf(readModels: ReadModels, reads: Reads): Promise<bigint> {
  return lowest(await Promise.all(reads.map((name) => readModels.position(name))));
}
