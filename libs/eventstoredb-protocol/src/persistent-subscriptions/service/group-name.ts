import type shared from '@eventstore/db-client/generated/shared_pb.js';
import { ALL } from '../../access/caller.js';
import { readStreamName } from '../../messages/stream-name.js';
import type { GroupName } from '../names.js';

/** The options of all calls about one group but create and update have these in common. */
interface NamingOptions {
  hasAll(): boolean;
  getStreamIdentifier(): shared.StreamIdentifier | undefined;
  getGroupName(): string;
}

/** @throws RpcError INVALID_ARGUMENT when the stream is missing */
export function readGroupName(options: NamingOptions): GroupName {
  const stream = options.hasAll() ? ALL : readStreamName(options.getStreamIdentifier());
  return { stream, group: options.getGroupName() };
}
