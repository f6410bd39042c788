import { CodedError } from '#errors';
import { CONFIG_STREAM } from '../names.js';

/** The stored persistent subscriptions are not what this version writes. */
export class UnreadableConfig extends CodedError {
  readonly code = 'UNREADABLE_PERSISTENT_SUBSCRIPTIONS';

  constructor(options?: ErrorOptions) {
    super(
      `The last event of ${CONFIG_STREAM} cannot be read: use the version that wrote it, or delete that stream to begin without persistent subscriptions.`,
      options,
    );
  }
}
