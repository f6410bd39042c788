export { type Failure, type FailureListener, Failures } from './failures.js';
export type { Parked } from './parking/parking.js';
export type { ReplayOutcome } from './parking/replayer.js';
export type { Upcast } from './folding/routing.js';
export * from './runner.js';
export type { ProjectionStatus, Progress } from './status.js';
