import type { ServerUnaryCall } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { LogAppended } from '#event-store/embedded';
import { readExpectedRevision } from '../messages/expected-revision.js';
import { readStreamName } from '../messages/stream-name.js';
import type { ServerParts } from '../server-parts.js';
import { requiredOptions } from '../messages/required-options.js';

/** Deletes a stream so that it can be written to again. */
export async function deleteStream(
  parts: ServerParts,
  call: ServerUnaryCall<streams.DeleteReq, streams.DeleteResp>,
): Promise<streams.DeleteResp> {
  const position = await remove(parts, 'soft', call);
  return new streams.DeleteResp().setPosition(
    new streams.DeleteResp.Position().setCommitPosition(position).setPreparePosition(position),
  );
}

/** Closes a stream for ever. */
export async function tombstoneStream(
  parts: ServerParts,
  call: ServerUnaryCall<streams.TombstoneReq, streams.TombstoneResp>,
): Promise<streams.TombstoneResp> {
  const position = await remove(parts, 'tombstone', call);
  return new streams.TombstoneResp().setPosition(
    new streams.TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position),
  );
}

async function remove(
  { log, authenticator }: ServerParts,
  kind: Parameters<ServerParts['log']['remove']>[0],
  call: ServerUnaryCall<streams.DeleteReq | streams.TombstoneReq, never>,
): Promise<string> {
  const caller = await authenticator.authenticate(call);
  const options = requiredOptions(call.request.getOptions());
  const stream = readStreamName(options.getStreamIdentifier());
  await caller.checkDelete(stream);
  const { position }: LogAppended = await log.remove(kind, stream, readExpectedRevision(options));
  return String(position);
}
