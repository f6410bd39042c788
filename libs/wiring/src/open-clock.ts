import { type Clock, SimulatedClock, systemClock } from '#clock';
import type { EventReader, ReadAllOptions, RecordedEvent } from '#event-store';
import type { Settings } from '#settings';
import { PROGRAMME_STREAM_PREFIXES } from '#vouchers';
import { onceThere, type Waiting } from './once-there.js';

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
  waiting?: Waiting,
): Promise<{ readonly clock: Clock; readonly simulatedClock?: SimulatedClock }> {
  if (clockStartsAt === undefined) return { clock: systemClock() };
  const seen = (await lastEvent(eventStore, waiting))?.metadata['recordedAt'];
  const startsAt = typeof seen === 'string' && seen > clockStartsAt ? seen : clockStartsAt;
  const simulatedClock = new SimulatedClock(startsAt);
  return { clock: simulatedClock, simulatedClock };
}

/** The last event of the programme. A page may be empty before the end: of the others there may be many. */
async function lastEvent(eventStore: EventReader, waiting?: Waiting): Promise<RecordedEvent | undefined> {
  let page = await onceThere(() => eventStore.readAll(LAST), waiting);
  while (page.events.length === 0 && !page.end) {
    const after = page.position;
    page = await onceThere(() => eventStore.readAll({ ...LAST, after }), waiting);
  }
  return page.events[0];
}
