import type { EventAppender } from './append.js';
import type { EventReader } from './read.js';
import type { EventSubscriber } from './subscribe.js';

/** The log without the right to add to it, for those who only read and follow. */
export type EventLog = EventReader & EventSubscriber;

/** The port that every event store adapter fills; its contract suite is in `../contract`. */
export interface EventStore extends EventAppender, EventReader, EventSubscriber {
  /** Finishes the appends under way, ends the subscriptions and releases everything. */
  close(): Promise<void>;
}
