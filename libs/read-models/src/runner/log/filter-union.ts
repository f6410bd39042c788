import type { EventFilter } from '#event-store';

/** A filter that keeps at least what each of them keeps. */
export function union(filters: readonly EventFilter[]): EventFilter {
  const streamPrefixes = joined(filters.map((filter) => filter.streamPrefixes));
  const eventTypes = joined(filters.map((filter) => filter.eventTypes));
  return { ...(streamPrefixes && { streamPrefixes }), ...(eventTypes && { eventTypes }) };
}

/** A filter without a list keeps all. */
function joined(lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const all: string[] = [];
  for (const list of lists) {
    if (!list) return undefined;
    all.push(...list);
  }
  return [...new Set(all)];
}
