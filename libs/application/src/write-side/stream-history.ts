import type { EventReader, RecordedEvent } from '#event-store';
import { upcastEvent } from '../upcast-event.js';
import type { ProgrammeEvent } from '#read-models';
import type { Decider } from './decider.js';
import { metadataOf } from './metadata.js';

/** All that is recorded in a stream, and the state that follows from it. */
export interface StreamHistory<State> {
  readonly stream: string;
  /** As stored, oldest first. */
  readonly events: readonly RecordedEvent[];
  readonly state: State;
  /** Of the last event, -1 when there is none. */
  readonly revision: number;
  /** Hash of the last event, the end of the chain. */
  readonly lastHash: string | null;
}

const PAGE = 1_000;

export async function loadHistory<State, Event extends ProgrammeEvent>(
  reader: EventReader,
  stream: string,
  decider: Pick<Decider<unknown, State, Event>, 'initial' | 'evolve'>,
): Promise<StreamHistory<State>> {
  const events = await readWholeStream(reader, stream);
  const last = events.at(-1);
  return {
    stream,
    events,
    state: events.reduce((state, event) => decider.evolve(state, upcastEvent<Event>(event)), decider.initial),
    revision: last?.revision ?? -1,
    lastHash: last ? metadataOf(last).hash : null,
  };
}

export async function readWholeStream(
  reader: EventReader,
  stream: string,
): Promise<readonly RecordedEvent[]> {
  let page = await reader.readStream(stream, { limit: PAGE });
  if (page.length < PAGE) return page;
  const events = [...page];
  while (page.length === PAGE) {
    page = await reader.readStream(stream, { from: events.length, limit: PAGE });
    events.push(...page);
  }
  return events;
}
