import type { ProjectionStatus } from '#read-models';
import type { Projections } from '../projections-status.js';

const RUNNING: ProjectionStatus = {
  projection: 'vouchers',
  version: 1,
  state: 'running',
  serving: 'vouchers-v1-1',
  position: 40n,
  head: 42n,
  lagEvents: 2,
  lagSeconds: 0.5,
  parked: 0,
  rebuild: undefined,
  lastError: undefined,
};

/** Those of a process, each as it runs but for what is told of it. */
export const projections = (...changes: readonly Partial<ProjectionStatus>[]): Projections => ({
  status: async () => changes.map((change) => ({ ...RUNNING, ...change })),
});
