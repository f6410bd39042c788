import { filterOf } from '../streams/event-filter.js';
import type { GroupSettings } from './core/settings.js';
import { groupFailed } from './errors.js';
import type { NewGroup } from './group-config.js';
import { checkpointStream, isToAll } from './names.js';

/** The longest name of a stream. */
const LONGEST_NAME = 500;

/** @throws RpcError `persistent-subscription-failed` that says what is wrong, INVALID_ARGUMENT for the filter */
export function checkGroup(wanted: NewGroup): void {
  if (wanted.filter) filterOf(wanted.filter);
  const fault = faultOfName(wanted) ?? faultOfFilter(wanted) ?? faultOfSettings(wanted.settings);
  if (fault !== undefined) throw groupFailed(wanted, fault);
}

function faultOfName(wanted: NewGroup): string | undefined {
  if (wanted.group === '') return 'The group needs a name.';
  const excess = checkpointStream(wanted).length - LONGEST_NAME;
  return excess > 0 ? `The names of stream and group together are ${excess} characters too long.` : undefined;
}

function faultOfFilter(wanted: NewGroup): string | undefined {
  return wanted.filter && !isToAll(wanted) ? 'Only a group to $all can have a filter.' : undefined;
}

function faultOfSettings(settings: GroupSettings): string | undefined {
  const { readBatchSize, historyBufferSize } = settings;
  const negative = Object.entries(settings).find(([, value]) => typeof value === 'number' && value < 0);
  if (negative) return `The setting ${negative[0]} must not be negative.`;
  if (readBatchSize === 0) return 'The read batch size must be positive.';
  if (historyBufferSize <= readBatchSize) return 'The buffer size must be larger than the read batch size.';
  return undefined;
}
