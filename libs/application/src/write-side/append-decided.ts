import { setTimeout as delay } from 'node:timers/promises';
import {
  type EventAppender,
  type NewEvent,
  OutcomeUnknown,
  StoreUnavailable,
  WrongExpectedRevision,
} from '#event-store';
import type { CommandObserver } from './command-observer.js';
import type { Executed } from './outcome.js';
import type { StreamHistory } from './stream-history.js';

const MAX_REPETITIONS = 6;
/** Milliseconds after which the client is told that the outcome is unknown: it waits for an answer. */
const LONGEST_REPETITION = 10_000;

interface Parts {
  readonly eventStore: EventAppender;
  readonly observer: CommandObserver;
}

/**
 * Appends what was decided on a history. An append that leaves open whether it was recorded is repeated with the same
 * ids and the same expected revision, by which the store recognises it. From then on a store that cannot be reached
 * no longer means that nothing was recorded.
 *
 * @returns `undefined` when another writer was faster
 * @throws StoreUnavailable, OutcomeUnknown when the store cannot say that the events are durable
 */
export async function appendDecided(
  { eventStore, observer }: Parts,
  history: Pick<StreamHistory<unknown>, 'stream' | 'revision'>,
  events: readonly NewEvent[],
): Promise<Executed | undefined> {
  const { stream } = history;
  const expected = history.revision < 0 ? 'no_stream' : history.revision;
  const started = performance.now();
  let unknown: OutcomeUnknown | undefined;
  for (let repetitions = 0; ; repetitions += 1) {
    try {
      const { revision, position } = await eventStore.append(stream, events, expected);
      observer.appended((performance.now() - started) / 1_000);
      const first = history.revision + 1;
      const appended = events.map(({ id, type, data, metadata }, index) => {
        return { stream, revision: first + index, position, id, type, data, metadata };
      });
      return { stream, revision, position, events: appended, replayed: false };
    } catch (error) {
      if (error instanceof WrongExpectedRevision) return undefined;
      if (error instanceof OutcomeUnknown) unknown = error;
      if (!unknown || !(error instanceof OutcomeUnknown || error instanceof StoreUnavailable)) throw error;
      const isTooLate = performance.now() - started > LONGEST_REPETITION;
      if (isTooLate || repetitions >= MAX_REPETITIONS) throw unknown;
      await delay((0.5 + Math.random()) * 50 * 2 ** repetitions);
    }
  }
}
