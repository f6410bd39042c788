import { LRUCache } from 'lru-cache';
import { metadataOf, type ProgrammeEvent, upcastEvent } from '#recorded-events';
import type { Decider } from './decider.js';
import {
  type HistoryEvent,
  readStreamFrom,
  type StreamHistory,
  type StreamReader,
} from './stream-history.js';

/** Events kept of the streams used last, some 40 MiB. A longer stream is kept whole, and displaces all others. */
const EVENTS_KEPT = 20_000;

type Fold<State, Event> = Pick<Decider<unknown, State, Event & ProgrammeEvent>, 'initial' | 'evolve'>;

/**
 * The streams for the deciders. What was loaded of a stream, and what was appended to it then, is kept for a while,
 * since events never change.
 */
export class StreamHistories {
  readonly #kept = new LRUCache<string, StreamHistory<unknown>>({
    maxSize: EVENTS_KEPT,
    sizeCalculation: ({ events }) => Math.min(events.length, EVENTS_KEPT),
  });

  constructor(private readonly reader: StreamReader) {}

  /**
   * As fresh as if it were read from the start: the store is asked for what was appended since.
   *
   * @param decider always the same for a stream
   */
  async load<State, Event extends ProgrammeEvent>(
    stream: string,
    decider: Fold<State, Event>,
  ): Promise<StreamHistory<State>> {
    const known = this.kept<State>(stream) ?? unread(stream, decider.initial);
    const newer = await readStreamFrom(this.reader, stream, known.revision + 1);
    if (newer.length === 0) return known;
    return this.#keep(continued(known, newer, decider));
  }

  /** As it was when it was loaded or appended to last; others may have appended since. */
  kept<State>(stream: string): StreamHistory<State> | undefined {
    return this.#kept.get(stream) as StreamHistory<State> | undefined;
  }

  /** Keeps the history with what this process has appended to it. */
  appended<State, Event extends ProgrammeEvent>(
    history: StreamHistory<State>,
    events: readonly HistoryEvent[],
    decider: Fold<State, Event>,
  ): void {
    this.#keep(continued(history, events, decider));
  }

  /** Has the next load read the stream from its start: an append found it at another revision. */
  forget(stream: string): void {
    this.#kept.delete(stream);
  }

  /** The longest is kept: all histories of a stream begin alike. */
  #keep<State>(history: StreamHistory<State>): StreamHistory<State> {
    const kept = this.#kept.get(history.stream);
    if (!kept || kept.revision < history.revision) this.#kept.set(history.stream, history);
    return history;
  }
}

function unread<State>(stream: string, state: State): StreamHistory<State> {
  return { stream, events: [], state, revision: -1, lastHash: null };
}

function continued<State, Event extends ProgrammeEvent>(
  { stream, events, state, revision, lastHash }: StreamHistory<State>,
  newer: readonly HistoryEvent[],
  decider: Fold<State, Event>,
): StreamHistory<State> {
  const last = newer.at(-1);
  return {
    stream,
    events: events.length === 0 ? newer : [...events, ...newer],
    state: newer.reduce(
      (before, event) => decider.evolve(before, upcastEvent<Event, HistoryEvent>(event)),
      state,
    ),
    revision: last?.revision ?? revision,
    lastHash: last ? metadataOf(last).hash : lastHash,
  };
}
