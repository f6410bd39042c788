import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { EmbeddedLog } from '#event-store/embedded';
import { revisionNumber } from '../messages/expected-revision.js';
import { readStreamName } from '../messages/stream-name.js';
import { invalidArgument, shuttingDown } from '../rpc/errors.js';
import { lastEvent } from '../system-events.js';
import type { EventSender } from './event-sender.js';
import { confirmation, Liveness } from './subscription-messages.js';

const { RevisionOptionCase } = streams.ReadReq.Options.StreamOptions;

/** Sends what is in a stream after a revision, and what comes. */
export async function subscribeToStream(
  log: EmbeddedLog,
  options: streams.ReadReq.Options,
  sender: EventSender,
  checkAccess: () => Promise<void>,
): Promise<void> {
  const stream = readStreamName(options.getStream()?.getStreamIdentifier());
  const after = await readAfter(log, stream, options.getStream());
  await sender.response(confirmation());
  const liveness = new Liveness();
  const batches = log.subscribeToStream(stream, {
    signal: sender.signal,
    ...(after !== undefined && { after }),
  });
  for await (const { events, caughtUp } of batches) {
    await checkAccess();
    for (const event of events) await sender.event(event);
    const news = liveness.news(caughtUp);
    if (news) await sender.response(news);
  }
  throw shuttingDown();
}

/** The last revision that the client does not want, if any. */
async function readAfter(
  log: EmbeddedLog,
  stream: string,
  options: streams.ReadReq.Options.StreamOptions | undefined,
): Promise<number | undefined> {
  switch (options?.getRevisionOptionCase()) {
    case RevisionOptionCase.REVISION:
      return revisionNumber(options.getRevision());
    case RevisionOptionCase.START:
      return undefined;
    case RevisionOptionCase.END:
      return (await lastEvent(log, stream))?.revision;
    default:
      throw invalidArgument('The revision to subscribe from is missing.');
  }
}
