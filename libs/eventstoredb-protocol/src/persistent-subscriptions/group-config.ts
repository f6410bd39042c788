import type { FilterTerms } from '../streams/event-filter.js';
import type { GroupSettings } from './core/settings.js';
import type { GroupName } from './names.js';

/** Where a group begins, as it was asked for: a revision or position is the first that it wants. */
export type StartFrom = 'start' | 'end' | bigint;

/** What an operator wants of a group that there is. Its filter stays as it was created. */
export interface GroupUpdate extends GroupName {
  readonly settings: GroupSettings;
  readonly startFrom: StartFrom;
}

/** What an operator wants of a group that is to be created. */
export interface NewGroup extends GroupUpdate {
  /** Only of a group to `$all`. */
  readonly filter: FilterTerms | undefined;
}

/** A group as it is kept. */
export interface GroupConfig extends NewGroup {
  /** The place after which it begins; of `end` the end at that time. */
  readonly startAfter: bigint;
}
