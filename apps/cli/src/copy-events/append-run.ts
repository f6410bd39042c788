import { setTimeout as delay } from 'node:timers/promises';
import { backOff } from '#clock';
import {
  type EventAppender,
  type NewEvent,
  OutcomeUnknown,
  type RecordedEvent,
  StoreUnavailable,
  WrongExpectedRevision,
} from '#event-store';
import { CommandFailed } from '../errors.js';
import type { Run } from './runs.js';

/** Some 25 seconds in all. */
const ATTEMPTS = 12;

/**
 * Appends the events where they stood in the source. Ids and expected revision are the source's, so that a
 * repetition, by this process or by the next one, is recognised.
 *
 * @throws CommandFailed when the stream is elsewhere, or the store stays away
 */
export async function appendRun(target: EventAppender, run: Run): Promise<void> {
  const [{ stream, revision }] = run;
  const events = run.map(toNewEvent);
  const expected = revision === 0 ? 'no_stream' : revision - 1;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await target.append(stream, events, expected);
      return;
    } catch (error) {
      if (error instanceof WrongExpectedRevision) throw writtenByOthers(error);
      if (!(error instanceof StoreUnavailable || error instanceof OutcomeUnknown)) throw error;
      if (attempt === ATTEMPTS) throw away(error);
    }
    await delay(backOff(attempt));
  }
}

function toNewEvent({ id, type, data, metadata }: RecordedEvent): NewEvent {
  return { id, type, data, metadata };
}

function writtenByOthers({ message }: WrongExpectedRevision): CommandFailed {
  return new CommandFailed(
    `Something else is writing to the target (${message}): stop it, and copy to an empty store.`,
  );
}

function away({ message }: Error): CommandFailed {
  return new CommandFailed(
    `The target is still unavailable (${message}): run it again when it is back, and it goes on.`,
  );
}
