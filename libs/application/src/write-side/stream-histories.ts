import { LRUCache } from 'lru-cache';
import type { RecordedEvent } from '#event-store';
import { metadataOf, type ProgrammeEvent, upcastEvent } from '#recorded-events';
import type { Decider } from './decider.js';
import { readStreamFrom, type StreamHistory, type StreamReader } from './stream-history.js';

/** Events kept of the streams used last, some 40 MiB; of one stream that has more, all are kept, and of no other. */
const EVENTS_KEPT = 20_000;

/**
 * Loads streams for the deciders. What was loaded of a stream before is kept for a while, since events never
 * change; every load asks the store for what was appended since, so that it is as fresh as a load from the start.
 */
export class StreamHistories {
  readonly #recent = new LRUCache<string, StreamHistory<unknown>>({
    maxSize: EVENTS_KEPT,
    sizeCalculation: ({ events }) => Math.min(events.length, EVENTS_KEPT),
  });

  constructor(private readonly reader: StreamReader) {}

  /** @param decider always the same for a stream */
  async load<State, Event extends ProgrammeEvent>(
    stream: string,
    decider: Pick<Decider<unknown, State, Event>, 'initial' | 'evolve'>,
  ): Promise<StreamHistory<State>> {
    const known = (this.#recent.get(stream) ?? unread(stream, decider.initial)) as StreamHistory<State>;
    const newer = await readStreamFrom(this.reader, stream, known.revision + 1);
    if (newer.length === 0) return known;
    const history = continued(known, newer, decider);
    this.#recent.set(stream, history);
    return history;
  }

  /** Has the next load read the stream from its start: an append found it at another revision. */
  forget(stream: string): void {
    this.#recent.delete(stream);
  }
}

function unread<State>(stream: string, state: State): StreamHistory<State> {
  return { stream, events: [], state, revision: -1, lastHash: null };
}

function continued<State, Event extends ProgrammeEvent>(
  { stream, events, state, revision, lastHash }: StreamHistory<State>,
  newer: readonly RecordedEvent[],
  decider: Pick<Decider<unknown, State, Event>, 'evolve'>,
): StreamHistory<State> {
  const last = newer.at(-1);
  return {
    stream,
    events: events.length === 0 ? newer : [...events, ...newer],
    state: newer.reduce((before, event) => decider.evolve(before, upcastEvent<Event>(event)), state),
    revision: last?.revision ?? revision,
    lastHash: last ? metadataOf(last).hash : lastHash,
  };
}
