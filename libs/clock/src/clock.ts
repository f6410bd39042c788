import type { Instant } from './instant.js';

/** Where every rule and every record takes its time from. */
export interface Clock {
  /** Never earlier than what it answered before. */
  now(): Instant;
}
