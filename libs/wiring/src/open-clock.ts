import { type Clock, SimulatedClock, systemClock } from '#clock';
import type { EventReader } from '#event-store';
import type { Settings } from '#settings';
import { PROGRAMME_STREAM_PREFIXES } from '#vouchers';

/**
 * The clock of the process. A simulated one goes on from the last event where the store has seen later instants
 * than `CLOCK_STARTS_AT`: time does not run backwards over a restart.
 */
export async function openClock(
  { clockStartsAt }: Settings,
  eventStore: EventReader,
): Promise<{ readonly clock: Clock; readonly simulatedClock?: SimulatedClock }> {
  if (clockStartsAt === undefined) return { clock: systemClock() };
  const { events } = await eventStore.readAll({
    direction: 'backwards',
    limit: 1,
    filter: { streamPrefixes: PROGRAMME_STREAM_PREFIXES },
  });
  const seen = events[0]?.metadata['recordedAt'];
  const startsAt = typeof seen === 'string' && seen > clockStartsAt ? seen : clockStartsAt;
  const simulatedClock = new SimulatedClock(startsAt);
  return { clock: simulatedClock, simulatedClock };
}
