import {
  eventTypeFilter,
  streamNameFilter,
  type AllStreamSubscription,
  type Filter,
  type Position,
} from '@eventstore/db-client';
import type { EventFilter } from '../port/index.js';

export interface Checkpoints {
  /** Events that the server looks at before it tells how far it is. */
  readonly every: number;
  readonly reached: (subscription: AllStreamSubscription, position: Position) => void;
}

/**
 * What of the port's filter the server can apply: it knows stream names or types, not both, and beginnings of types
 * only, so `matcher` looks again. None where it would keep everything.
 */
export function serverFilter(
  { streamPrefixes = [''], eventTypes = [''] }: EventFilter,
  { every, reached }: Checkpoints,
): Filter | undefined {
  const checkpoints = { maxSearchWindow: every, checkpointInterval: 1, checkpointReached: reached };
  if (!streamPrefixes.includes(''))
    return streamNameFilter({ prefixes: [...streamPrefixes], ...checkpoints });
  if (!eventTypes.includes('')) return eventTypeFilter({ prefixes: [...eventTypes], ...checkpoints });
  return undefined;
}
