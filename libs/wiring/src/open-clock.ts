import { setTimeout as delay } from 'node:timers/promises';
import { type Clock, SimulatedClock, systemClock } from '#clock';
import { StoreUnavailable, type EventReader, type ReadAllOptions, type RecordedEvent } from '#event-store';
import type { Settings } from '#settings';
import { PROGRAMME_STREAM_PREFIXES } from '#vouchers';

/** Milliseconds between two attempts at a store that is not there. */
const LONGEST_WAIT = 5_000;

const LAST: ReadAllOptions = {
  direction: 'backwards',
  limit: 1,
  filter: { streamPrefixes: PROGRAMME_STREAM_PREFIXES },
};

/**
 * The clock of the process. A simulated one goes on from the last event where the store has seen later instants
 * than `CLOCK_STARTS_AT`: time does not run backwards over a restart. For that a store that is not there yet is
 * waited for, for ever.
 */
export async function openClock(
  { clockStartsAt }: Settings,
  eventStore: EventReader,
): Promise<{ readonly clock: Clock; readonly simulatedClock?: SimulatedClock }> {
  if (clockStartsAt === undefined) return { clock: systemClock() };
  const seen = (await lastEvent(eventStore))?.metadata['recordedAt'];
  const startsAt = typeof seen === 'string' && seen > clockStartsAt ? seen : clockStartsAt;
  const simulatedClock = new SimulatedClock(startsAt);
  return { clock: simulatedClock, simulatedClock };
}

/** The last event of the programme. A page may be empty before the end: of the others there may be many. */
async function lastEvent(eventStore: EventReader): Promise<RecordedEvent | undefined> {
  let page = await onceThere(() => eventStore.readAll(LAST));
  while (page.events.length === 0 && !page.end) {
    const after = page.position;
    page = await onceThere(() => eventStore.readAll({ ...LAST, after }));
  }
  return page.events[0];
}

async function onceThere<Answer>(read: () => Promise<Answer>): Promise<Answer> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
    await delay(Math.min(LONGEST_WAIT, 100 * 2 ** failures) * (0.5 + Math.random() / 2));
  }
}
