import type { RecordedEvent } from './events.js';

/**
 * Keeps events whose stream begins with one of the prefixes and whose type is one of the types. What is left out
 * keeps all; an empty list would keep nothing and is refused. At most 100 prefixes and 100 types.
 */
export interface EventFilter {
  readonly streamPrefixes?: readonly string[];
  readonly eventTypes?: readonly string[];
}

/** Whether a filter keeps an event; without a filter every event is kept. */
export function matcher({ streamPrefixes, eventTypes }: EventFilter = {}): (event: RecordedEvent) => boolean {
  const types = eventTypes && new Set(eventTypes);
  return ({ stream, type }) =>
    (!types || types.has(type)) &&
    (!streamPrefixes || streamPrefixes.some((prefix) => stream.startsWith(prefix)));
}
