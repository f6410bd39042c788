import {
  type AllBatch,
  type AllSubscriptionOptions,
  type EventFilter,
  type EventSubscriber,
  matcher,
  type Position,
} from '#event-store';
import type { Foldings } from '../foldings.js';
import { BEHIND, Feed, type OnFailure } from './feed.js';

/** Most events in a batch. */
export const BATCH_SIZE = 1_000;

type AllEvents = Pick<EventSubscriber, 'subscribeToAll'>;

/**
 * Subscriptions to all events that share one reading of the log among those that stand close together. A reader
 * that falls far behind, or begins elsewhere, gets a reading of its own, and joins again when it has caught up.
 */
export class SharedLog implements AllEvents {
  readonly #feeds = new Set<Feed>();

  constructor(
    private readonly source: AllEvents,
    /** Keeps at least what every reader's own filter keeps. */
    private readonly filter: EventFilter,
    private readonly foldings: Foldings,
  ) {}

  async *subscribeToAll({
    after = 0n,
    filter,
    signal = new AbortController().signal,
    onFailure = () => undefined,
  }: Omit<AllSubscriptionOptions, 'batchSize'> = {}): AsyncIterable<AllBatch> {
    const keeps = matcher(filter);
    let position = after;
    while (!signal.aborted) {
      const feed = this.#feedAt(position);
      const place = feed.join(position, onFailure);
      try {
        if (feed.isAtEnd(place)) yield { events: [], position, caughtUp: true };
        for (;;) {
          const batch = await feed.take(place, signal);
          if (batch === BEHIND) break;
          if (!batch) return;
          const from = position;
          const events = batch.events.filter((event) => event.position > from && keeps(event));
          if (batch.position > position) position = batch.position;
          yield { ...batch, position, events };
        }
      } finally {
        feed.leave(place);
      }
    }
  }

  #feedAt(position: Position): Feed {
    return [...this.#feeds].find((feed) => feed.reaches(position)) ?? this.#open(position);
  }

  #open(after: Position): Feed {
    const left = new AbortController();
    const { signal } = left;
    const options = { after, filter: this.filter, batchSize: BATCH_SIZE, signal };
    const subscribe = (onFailure: OnFailure) => this.source.subscribeToAll({ ...options, onFailure });
    const feed: Feed = new Feed(after, subscribe, this.foldings, () => {
      this.#feeds.delete(feed);
      left.abort();
    });
    this.#feeds.add(feed);
    return feed;
  }
}
