import type { ExpectedRevision } from '../port/index.js';
import type { SerializedEvent } from '../validation/events.js';

/** An append on its way to the writer's thread. */
export interface AppendRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly SerializedEvent[];
}

export interface Appended {
  readonly revision: number;
  readonly position: number;
}

/** Why the writer refuses an append: where the stream really is. */
export interface WrongRevision {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly actual: number | 'no_stream';
}
