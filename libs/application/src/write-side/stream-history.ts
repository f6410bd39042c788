import type { EventReader, RecordedEvent } from '#event-store';

/**
 * An event of a history. Where this process has appended it together with others, `position` is that of the last of
 * them: from there on all of them are to be seen.
 */
export type HistoryEvent = Omit<RecordedEvent, 'createdAt'>;

/** All that is recorded in a stream, and the state that follows from it. */
export interface StreamHistory<State> {
  readonly stream: string;
  /** As stored, oldest first. */
  readonly events: readonly HistoryEvent[];
  readonly state: State;
  /** Of the last event, -1 when there is none. */
  readonly revision: number;
  /** Hash of the last event, the end of the chain. */
  readonly lastHash: string | null;
}

export type StreamReader = Pick<EventReader, 'readStream'>;

const PAGE = 1_000;

/** @param from revision of the first event wanted */
export async function readStreamFrom(
  reader: StreamReader,
  stream: string,
  from = 0,
): Promise<readonly RecordedEvent[]> {
  let page = await reader.readStream(stream, { from, limit: PAGE });
  if (page.length < PAGE) return page;
  const events = [...page];
  while (page.length === PAGE) {
    page = await reader.readStream(stream, { from: from + events.length, limit: PAGE });
    events.push(...page);
  }
  return events;
}
