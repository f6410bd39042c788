import { ALL } from '../access/caller.js';

/** Where EventStoreDB keeps the groups and their settings, all of them in the last event. */
export const CONFIG_STREAM = '$persistentSubscriptionConfig';

const INTERNAL = /^(\$\$)?\$persistentsubscription-/;

/** What names a group: the stream, or `$all`, and the group's own name. */
export interface GroupName {
  readonly stream: string;
  readonly group: string;
}

export function isToAll({ stream }: GroupName): boolean {
  return stream === ALL;
}

/** By EventStoreDB's rule, which makes one name of `a::b` and `c` and of `a` and `b::c`. */
export function subscriptionId({ stream, group }: GroupName): string {
  return `${stream}::${group}`;
}

export function checkpointStream(name: GroupName): string {
  return `$persistentsubscription-${subscriptionId(name)}-checkpoint`;
}

export function parkedStream(name: GroupName): string {
  return `$persistentsubscription-${subscriptionId(name)}-parked`;
}

/**
 * Whether a stream is written by the groups themselves as they go on. A group to `$all` does not see those: its own
 * checkpoints would never let it come to rest.
 */
export function isWrittenByGroups(stream: string): boolean {
  return INTERNAL.test(stream);
}
