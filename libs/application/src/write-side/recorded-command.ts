import { metadataOf } from '#recorded-events';
import type { Executed } from './outcome.js';
import type { StreamHistory } from './stream-history.js';

/** A command that was answered before. */
export interface AnsweredCommand {
  readonly answer: Executed;
  /** Of what it said. */
  readonly commandHash: string;
}

/** What was answered to a command when its events were recorded; `undefined` where the stream has none of them. */
export function recordedCommand(
  { stream, events }: StreamHistory<unknown>,
  commandId: string,
): AnsweredCommand | undefined {
  const recorded = events.filter((event) => metadataOf(event).commandId === commandId);
  const last = recorded.at(-1);
  if (!last) return undefined;
  const { revision, position } = last;
  const answer = { stream, revision, position, events: recorded, replayed: false };
  return { answer, commandHash: metadataOf(last).commandHash };
}
