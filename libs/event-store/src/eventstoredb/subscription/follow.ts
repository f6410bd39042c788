import { backOff, pause } from '#clock';
import type { RecordedEvent } from '../../port/index.js';
import { isRefusal, readFailure } from '../failures.js';
import { CAUGHT_UP, type Inbox, type Item } from './inbox.js';

/** A part of the way, from subscribing to where it is better to subscribe anew. */
export interface Stretch {
  /** Events that the server looks at before it tells how far it is. */
  readonly checkpointEvery: number;
  readonly endsWhenCaughtUp: boolean;
}

/** Where a subscriber stands; outlives the subscriptions that it takes. */
export interface Course<Resolved, Batch> {
  readonly stretches: readonly Stretch[];
  /** Subscribes behind all that was taken. */
  subscribe(stretch: Stretch): Promise<Inbox<Resolved>>;
  /** Moves on by an item; answers the event that is to be delivered, if it is one. */
  take(item: Item<Resolved>): RecordedEvent | undefined;
  /** What is to be told of the events that were taken; nothing when nothing is new. */
  batch(events: readonly RecordedEvent[], caughtUp: boolean): Batch | undefined;
}

/**
 * Follows a course until the signal, over every end of a subscription, whether by an error or without one, with
 * back-off. Only what the server refuses is thrown.
 */
export async function* follow<Resolved, Batch>(
  course: Course<Resolved, Batch>,
  batchSize: number,
  stop: AbortSignal,
): AsyncGenerator<Batch, void> {
  const isOver = () => stop.aborted;
  for (let failures = 0; !isOver(); failures += 1) {
    try {
      for (const stretch of course.stretches) {
        for await (const batch of along(course, stretch, batchSize, stop)) {
          failures = 0;
          yield batch;
        }
      }
    } catch (error) {
      if (isOver()) return;
      if (isRefusal(error)) throw readFailure(error);
    }
    await pause(backOff(failures), stop);
  }
}

async function* along<Resolved, Batch>(
  course: Course<Resolved, Batch>,
  stretch: Stretch,
  batchSize: number,
  stop: AbortSignal,
): AsyncGenerator<Batch, void> {
  const isOver = () => stop.aborted;
  const inbox = await course.subscribe(stretch);
  let isLive = false;
  try {
    while (!isOver()) {
      const items = await inbox.take(batchSize);
      if (isOver()) return;
      if (items.length === 0) throw new RangeError('The server has ended the subscription.');
      isLive ||= items.includes(CAUGHT_UP);
      const events = items.flatMap((item) => course.take(item) ?? []);
      const batch = course.batch(events, isLive && inbox.isEmpty);
      if (batch) yield batch;
      if (isLive && stretch.endsWhenCaughtUp) return;
    }
  } finally {
    inbox.leave();
  }
}
