import { setTimeout as delay } from 'node:timers/promises';
import { CodedError } from '#errors';
import type { ProjectionStatus } from '#read-models';
import type { Metrics } from '#telemetry';

/** Where the projections of this process tell how they are; none where others fold them. */
export interface Projections {
  status(): Promise<readonly ProjectionStatus[]>;
}

/** The projections are there, and do not tell how they are. */
class ProjectionsSilent extends CodedError {
  readonly code = 'PROJECTIONS_SILENT';
  constructor(milliseconds: number) {
    super(`The projections have not reported their status within ${milliseconds} ms.`);
  }
}

/** Milliseconds. Prometheus gives a scrape up after twice as long. */
const PATIENCE = 5_000;

/** The same projections, asked by who cannot wait for ever: `status` rejects once it took too long. */
export function promptly(projections: Projections, patience = PATIENCE): Projections {
  const silent = async () => {
    await delay(patience, undefined, { ref: false });
    throw new ProjectionsSilent(patience);
  };
  return { status: () => Promise.race([projections.status(), silent()]) };
}

/** Nothing while the event store cannot say how far behind they are: that it is away is told by its own check. */
export async function statusOf(projections: Projections): Promise<readonly ProjectionStatus[]> {
  try {
    return await projections.status();
  } catch (error) {
    if (error instanceof CodedError && error.code === 'STORE_UNAVAILABLE') return [];
    throw error;
  }
}

/** Sets the metrics of the projections to where these stand now; where that is not known, none is left. */
export async function measureProjections(metrics: Metrics, projections: Projections): Promise<void> {
  const { projectionPosition, projectionLagEvents, projectionLagSeconds, parkedEvents } = metrics;
  const known = await projections.status().catch(() => undefined);
  metrics.projectionsKnown.set(known ? 1 : 0);
  for (const gauge of [projectionPosition, projectionLagEvents, projectionLagSeconds, parkedEvents]) {
    gauge.reset();
  }
  for (const { projection, position, lagEvents, lagSeconds, parked } of known ?? []) {
    projectionPosition.set({ projection }, Number(position));
    projectionLagEvents.set({ projection }, lagEvents);
    projectionLagSeconds.set({ projection }, lagSeconds);
    parkedEvents.set({ projection }, parked);
  }
}
