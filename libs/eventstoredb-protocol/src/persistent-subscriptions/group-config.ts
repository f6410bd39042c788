import type { FilterTerms } from '../streams/event-filter.js';
import type { GroupSettings } from './core/settings.js';
import type { GroupName } from './names.js';

/** Where a group begins, as it was asked for: a revision or position is the first that it wants. */
export type StartFrom = 'start' | 'end' | bigint;

/** A group as its operator wants it. */
export interface GroupConfig extends GroupName {
  readonly settings: GroupSettings;
  readonly startFrom: StartFrom;
  /** The place after which it begins; of `end` the end at that time. */
  readonly startAfter: bigint;
  /** Only of a group to `$all`. */
  readonly filter: FilterTerms | undefined;
}
