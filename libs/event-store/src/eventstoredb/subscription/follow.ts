import { backOff, pause } from '#clock';
import type { EventStoreError, Position, RecordedEvent } from '../../port/index.js';
import { isOutage, isRefusal, readFailure, SubscriptionEnded } from '../failures.js';
import { CAUGHT_UP, type Inbox, type Item } from './inbox.js';

/** A part of the subscription: catching up and following live are served best with options of their own. */
export interface Phase {
  /** Events that the server looks at before it tells how far it is. */
  readonly checkpointEvery: number;
  readonly endsWhenCaughtUp: boolean;
}

/** Where a subscriber stands; outlives the subscriptions that it takes. */
export interface Cursor<Resolved, Batch> {
  readonly phases: readonly Phase[];
  /** Grows with what is taken. */
  readonly place: Position | number;
  /** Subscribes after all that was taken. */
  subscribe(phase: Phase): Promise<Inbox<Resolved>>;
  /** Moves on by an item; answers the event that is to be delivered, if it is one. */
  take(item: Item<Resolved>): RecordedEvent | undefined;
  /** What is to be told of the events that were taken; nothing when nothing is new. */
  batch(events: readonly RecordedEvent[], caughtUp: boolean): Batch | undefined;
  /** Makes it news again that it has caught up. */
  lost(): void;
}

export interface FollowOptions {
  readonly batchSize: number;
  readonly stop: AbortSignal;
  readonly onFailure: (error: EventStoreError) => void;
}

/**
 * Follows a cursor until the signal, over every end of a subscription, whether by an error or without one, with
 * back-off. Thrown is what the server refuses, and what neither it nor the connection has failed at.
 */
export async function* follow<Resolved, Batch>(
  cursor: Cursor<Resolved, Batch>,
  { batchSize, stop, onFailure }: FollowOptions,
): AsyncGenerator<Batch, void> {
  const isOver = () => stop.aborted;
  for (let failures = 0; !isOver(); failures += 1) {
    const start = cursor.place;
    try {
      for (const phase of cursor.phases) {
        for await (const batch of followPhase(cursor, phase, batchSize, stop)) {
          if (cursor.place !== start) failures = 0;
          yield batch;
        }
      }
    } catch (error) {
      if (isOver()) return;
      if (isRefusal(error)) throw readFailure(error);
      if (!isOutage(error)) throw error;
      cursor.lost();
      onFailure(readFailure(error));
    }
    await pause(backOff(failures), stop);
  }
}

async function* followPhase<Resolved, Batch>(
  cursor: Cursor<Resolved, Batch>,
  phase: Phase,
  batchSize: number,
  stop: AbortSignal,
): AsyncGenerator<Batch, void> {
  const isOver = () => stop.aborted;
  const inbox = await cursor.subscribe(phase);
  let isLive = false;
  try {
    while (!isOver()) {
      const items = await inbox.take(batchSize);
      if (isOver()) return;
      if (items.length === 0) throw new SubscriptionEnded();
      isLive ||= items.includes(CAUGHT_UP);
      const events = items.flatMap((item) => cursor.take(item) ?? []);
      const batch = cursor.batch(events, isLive && inbox.isEmpty);
      if (batch) yield batch;
      if (isLive && phase.endsWhenCaughtUp) return;
    }
  } finally {
    inbox.leave();
  }
}
