import {
  type AllBatch,
  type AllSubscriptionOptions,
  type EventFilter,
  type EventSubscriber,
  matcher,
  type Position,
} from '#event-store';
import type { Foldings } from '../foldings.js';
import { BEHIND, Feed } from './feed.js';

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
  }: Pick<AllSubscriptionOptions, 'after' | 'filter' | 'signal'> = {}): AsyncIterable<AllBatch> {
    const keeps = matcher(filter);
    let position = after;
    while (!signal.aborted) {
      const { feed, place } = this.#join(position);
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

  #join(position: Position) {
    for (const feed of this.#feeds) {
      const place = feed.join(position);
      if (place) return { feed, place };
    }
    const feed = this.#open(position);
    const place = feed.join(position);
    if (place) return { feed, place };
    throw new RangeError('A new feed has room at its start.');
  }

  #open(after: Position): Feed {
    const left = new AbortController();
    const { signal } = left;
    const source = this.source.subscribeToAll({ after, filter: this.filter, batchSize: BATCH_SIZE, signal });
    const feed: Feed = new Feed(after, source, this.foldings, () => {
      this.#feeds.delete(feed);
      left.abort();
    });
    this.#feeds.add(feed);
    return feed;
  }
}
