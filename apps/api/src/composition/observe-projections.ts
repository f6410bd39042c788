import { EventStoreError, type EventReader } from '#event-store';
import type { ProjectionStatus } from '#read-models';
import type { Metrics } from '#telemetry';
import type { ReadinessCheck } from '../dependencies.js';

/** Where the projections tell how they are. */
interface Projections {
  status(): Promise<readonly ProjectionStatus[]>;
}

/** Lets each scrape of the metrics see where the projections stand. */
export function observeProjections(metrics: Metrics, projections: Projections): void {
  const { projectionPosition, projectionLagEvents, projectionLagSeconds, parkedEvents, registry } = metrics;
  const measure = registry.metrics.bind(registry);
  registry.metrics = async () => {
    for (const { projection, position, lagEvents, lagSeconds, parked } of await statusOf(projections)) {
      projectionPosition.set({ projection }, Number(position));
      projectionLagEvents.set({ projection }, lagEvents);
      projectionLagSeconds.set({ projection }, lagSeconds);
      parkedEvents.set({ projection }, parked);
    }
    return measure();
  };
}

/** Ready while the event store answers; a reading of its end is what needs the least. */
export function eventStoreReady(eventStore: Pick<EventReader, 'headPosition'>): ReadinessCheck {
  return {
    name: 'eventStore',
    reason: async () => {
      try {
        await eventStore.headPosition();
        return undefined;
      } catch (error) {
        if (error instanceof EventStoreError) return error.message;
        throw error;
      }
    },
  };
}

/** Age in seconds of an event that a projection has not seen, up to which it is ready. Positions may have gaps. */
const READY_WITHIN = 10;

/** Not ready while a projection is being filled, cannot go on, or has set documents aside. */
export function projectionsReady(projections: Projections): ReadinessCheck {
  return {
    name: 'projections',
    reason: async () => {
      const reasons = (await statusOf(projections)).flatMap((status) => reasonOf(status) ?? []);
      return reasons.length > 0 ? reasons.join(' ') : undefined;
    },
  };
}

/** Nothing while the event store cannot say how far behind they are: that it is away is told by its own check. */
async function statusOf(projections: Projections): Promise<readonly ProjectionStatus[]> {
  try {
    return await projections.status();
  } catch (error) {
    if (error instanceof EventStoreError) return [];
    throw error;
  }
}

function reasonOf({
  projection,
  state,
  lagSeconds,
  parked,
  lastError,
}: ProjectionStatus): string | undefined {
  if (state === 'retrying' || state === 'stopped') {
    return `${projection} is ${state}${lastError ? `: ${lastError.message}` : ''}.`;
  }
  if (lagSeconds > READY_WITHIN) return `${projection} is ${Math.round(lagSeconds)} seconds behind.`;
  if (parked > 0)
    return `${projection} has ${parked} documents parked: see \`projections parked\` of the CLI.`;
  return undefined;
}
