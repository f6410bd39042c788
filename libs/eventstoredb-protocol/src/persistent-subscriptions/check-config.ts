import { ALL } from '../access/caller.js';
import { filterOf } from '../streams/event-filter.js';
import type { GroupSettings } from './core/settings.js';
import { groupFailed } from './errors.js';
import type { GroupConfig } from './group-config.js';
import { checkpointStream } from './names.js';

/** The longest name of a stream. */
const LONGEST_NAME = 500;

type Asked = Omit<GroupConfig, 'startAfter'>;

/** @throws RpcError `persistent-subscription-failed` that says what is wrong, INVALID_ARGUMENT for the filter */
export function checkConfig(config: Asked): void {
  if (config.filter) filterOf(config.filter);
  const fault = faultOfName(config) ?? faultOfSettings(config.settings);
  if (fault !== undefined) throw groupFailed(config, fault);
}

function faultOfName(config: Asked): string | undefined {
  if (config.group === '') return 'The group needs a name.';
  const excess = checkpointStream(config).length - LONGEST_NAME;
  if (excess > 0) return `The names of stream and group together are ${excess} characters too long.`;
  const isSystemWide = config.stream === ALL;
  return config.filter && !isSystemWide ? 'Only a group to $all can have a filter.' : undefined;
}

function faultOfSettings(settings: GroupSettings): string | undefined {
  const { readBatchSize, historyBufferSize } = settings;
  const negative = Object.entries(settings).find(([, value]) => typeof value === 'number' && value < 0);
  if (negative) return `The setting ${negative[0]} must not be negative.`;
  if (readBatchSize === 0) return 'The read batch size must be positive.';
  if (historyBufferSize <= readBatchSize) return 'The buffer size must be larger than the read batch size.';
  return undefined;
}
