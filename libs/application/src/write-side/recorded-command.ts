import { metadataOf } from '#recorded-events';
import type { Executed } from './outcome.js';
import type { StreamHistory } from './stream-history.js';

/** What was answered to a command when its events were recorded; `undefined` where the stream has none of them. */
export function recordedCommand(
  { stream, events }: StreamHistory<unknown>,
  commandId: string,
): { readonly answer: Executed; readonly firstRevision: number } | undefined {
  const recorded = events.filter((event) => metadataOf(event).commandId === commandId);
  const first = recorded[0];
  const last = recorded.at(-1);
  if (!first || !last) return undefined;
  const { revision, position } = last;
  return {
    answer: { stream, revision, position, events: recorded, replayed: false },
    firstRevision: first.revision,
  };
}
