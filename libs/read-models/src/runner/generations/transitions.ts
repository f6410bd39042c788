import { generationOf, type Generation } from '../../names.js';
import type { Generations } from '../../queries/generations.js';

/** What the code of a worker fills generations for. */
export interface Wanted {
  readonly projection: string;
  readonly version: number;
  readonly partitions: number;
}

/** Whether a worker of this code can work on it. */
export function isCurrent({ version, partitions = 1 }: Generation, wanted: Wanted): boolean {
  return version === wanted.version && partitions === wanted.partitions;
}

/**
 * The generations as they shall be when a worker of this code begins to lead: where none is current, a new one is
 * filled. The very same where nothing has to change.
 *
 * @param stored `undefined` where there are none yet
 * @param now milliseconds since 1970
 */
export function adapted(stored: Generations | undefined, wanted: Wanted, now: number): Generations {
  if (!stored) return firstGenerations(wanted);
  const { serving, filling, handingOver } = stored;
  if (isCurrent(filling ?? serving, wanted)) return stored;
  const left = { ...stored, ...(filling && { retired: [...stored.retired, retiredAt(filling, now)] }) };
  if (isCurrent(serving, wanted) && !handingOver) return { ...left, filling: null };
  return refilled(left, wanted);
}

/** With a new generation that is filled, to serve afterwards. */
export function refilled(generations: Generations, wanted: Wanted): Generations {
  const newest = generations.newest + 1;
  return {
    ...generations,
    filling: generationOf(wanted.projection, wanted.version, newest, wanted.partitions),
    newest,
  };
}

/** The one that was filled serves, and the one that served is retired. */
export function switched(
  { handingOver: _, ...generations }: Generations,
  filled: Generation,
  now: number,
): Generations {
  const retired = [...generations.retired, retiredAt(generations.serving, now)];
  return { ...generations, serving: filled, filling: null, retired };
}

function firstGenerations({ projection, version, partitions }: Wanted): Generations {
  const serving = generationOf(projection, version, 1, partitions);
  return { kind: 'generations', projection, serving, filling: null, retired: [], newest: 1 };
}

function retiredAt(
  { collection, partitions = 1 }: Generation,
  since: number,
): Generations['retired'][number] {
  return { collection, partitions, since };
}
