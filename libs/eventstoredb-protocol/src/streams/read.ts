import type { ServerWritableStream } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { ALL } from '../access/caller.js';
import { readStreamName } from '../messages/stream-name.js';
import { MessageSink } from '../rpc/message-sink.js';
import type { ServerParts } from '../server-parts.js';
import { requiredOptions } from '../messages/required-options.js';
import { EventSender } from './event-sender.js';
import { readAll } from './read-all.js';
import { readStream } from './read-stream.js';
import { subscribeToAll } from './subscribe-to-all.js';
import { subscribeToStream } from './subscribe-to-stream.js';

const { StreamOptionCase, CountOptionCase } = streams.ReadReq.Options;

/** Reads and subscriptions: one call for all, its options say which. */
export async function read(
  { log, authenticator, closing }: ServerParts,
  call: ServerWritableStream<streams.ReadReq, streams.ReadResp>,
): Promise<void> {
  const caller = await authenticator.authenticate(call);
  const options = requiredOptions(call.request.getOptions());
  const sender = new EventSender(log, new MessageSink(call, closing), options);
  const isOfAll = options.getStreamOptionCase() === StreamOptionCase.ALL;
  const checkAccess = () =>
    caller.checkRead(isOfAll ? ALL : readStreamName(options.getStream()?.getStreamIdentifier()));
  await checkAccess();
  if (options.getCountOptionCase() === CountOptionCase.SUBSCRIPTION) {
    await (isOfAll ? subscribeToAll : subscribeToStream)(log, options, sender, checkAccess);
  } else {
    await (isOfAll ? readAll : readStream)(log, options, sender);
  }
}
