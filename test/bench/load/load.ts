import type { Window } from '../harness/measure.js';
import type { Serving } from '../harness/program.js';

/** What every program takes that puts a load on a server. */
export interface Load extends Serving {
  readonly window: Window;
  readonly connections: number;
}

/** Does the same over every connection at once. */
export function onEach(connections: number, work: () => Promise<void>): Promise<unknown> {
  return Promise.all(Array.from({ length: connections }, work));
}
