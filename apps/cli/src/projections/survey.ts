import { Operator, programmeRunner, type ProjectionStatus } from '#read-models';
import type { ReadSidePorts } from '#wiring';

export interface Survey {
  /** Whether a runner is at work, here or in another process. */
  readonly isRunning: boolean;
  readonly statuses: readonly ProjectionStatus[];
}

/** How all projections stand: as the runner at work has written it, and where there is none as the stores have it. */
export async function survey({ eventLog: events, documentStore: store }: ReadSidePorts): Promise<Survey> {
  const operator = new Operator(store);
  if (await operator.isRunnerAlive()) {
    return { isRunning: true, statuses: byName(await operator.status()) };
  }
  const parked = await operator.parked();
  const statuses = byName(await programmeRunner({ events, store }).status());
  const parkedIn = (name: string) => parked.filter(({ projection }) => projection === name).length;
  return {
    isRunning: false,
    statuses: statuses.map((status) => ({ ...status, parked: parkedIn(status.projection) })),
  };
}

function byName(statuses: readonly ProjectionStatus[]): readonly ProjectionStatus[] {
  return [...statuses].sort((one, other) => (one.projection < other.projection ? -1 : 1));
}
