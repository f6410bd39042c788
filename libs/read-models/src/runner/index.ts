export type { Failure } from './follower.js';
export type { Parked } from './parking.js';
export type { ReplayOutcome } from './replayer.js';
export type { Upcast } from './routing.js';
export * from './runner.js';
export type { ProjectionStatus, Progress } from './status.js';
