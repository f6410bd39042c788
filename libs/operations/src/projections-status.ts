import { EventStoreError } from '#event-store';
import type { ProjectionStatus } from '#read-models';
import type { Metrics } from '#telemetry';

/** Where the projections of this process tell how they are; none where others fold them. */
export interface Projections {
  status(): Promise<readonly ProjectionStatus[]>;
}

/** Nothing while the event store cannot say how far behind they are: that it is away is told by its own check. */
export async function statusOf(projections: Projections): Promise<readonly ProjectionStatus[]> {
  try {
    return await projections.status();
  } catch (error) {
    if (error instanceof EventStoreError) return [];
    throw error;
  }
}

/** Sets the metrics of the projections to where these stand now. */
export async function measureProjections(metrics: Metrics, projections: Projections): Promise<void> {
  const { projectionPosition, projectionLagEvents, projectionLagSeconds, parkedEvents } = metrics;
  for (const { projection, position, lagEvents, lagSeconds, parked } of await statusOf(projections)) {
    projectionPosition.set({ projection }, Number(position));
    projectionLagEvents.set({ projection }, lagEvents);
    projectionLagSeconds.set({ projection }, lagSeconds);
    parkedEvents.set({ projection }, parked);
  }
}
