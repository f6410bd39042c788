import type { EventLog } from '#event-store';
import type { DocumentStore } from '../port/index.js';
import type { Foldings } from './foldings.js';
import type { Upcast } from './folding/routing.js';
import type { SharedLog } from './log/shared-log.js';

/** What all followers of a runner have in common. */
export interface RunnerContext {
  readonly events: EventLog;
  readonly log: SharedLog;
  readonly store: DocumentStore;
  readonly upcast: Upcast;
  readonly foldings: Foldings;
  /** Asks the runner to look soon at how the projections stand. */
  readonly wake: () => void;
  readonly now: () => number;
  /** Milliseconds to wait before each further attempt at an event that cannot be folded; then it is parked. */
  readonly poisonRetries: readonly number[];
}
