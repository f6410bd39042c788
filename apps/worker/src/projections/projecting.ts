import type { ProjectionStatus } from '#read-models';

/** Keeps the projections in step with the events: a `ProjectionRunner`, here or on a thread of its own. */
export interface Projecting {
  /** Resolves when the projections are being followed. */
  start(): Promise<void>;
  status(): Promise<readonly ProjectionStatus[]>;
  /** Finishes the commits under way. */
  stop(): Promise<void>;
}
