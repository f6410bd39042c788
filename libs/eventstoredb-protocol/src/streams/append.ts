import type { ServerReadableStream } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { WrongExpectedRevision, type ExpectedRevision } from '#event-store';
import type { LogAppended, NewLogEvent } from '#event-store/embedded';
import { readExpectedRevision } from '../messages/expected-revision.js';
import { readStreamName } from '../messages/stream-name.js';
import { invalidArgument } from '../rpc/errors.js';
import type { ServerParts } from '../server-parts.js';
import { ProposedEvents } from './proposed-events.js';

const { Success, Position, WrongExpectedVersion } = streams.AppendResp;

/** One append by a call of its own: first its options, then its events. */
export async function append(
  { log, authenticator }: ServerParts,
  call: ServerReadableStream<streams.AppendReq, streams.AppendResp>,
): Promise<streams.AppendResp> {
  const caller = await authenticator.authenticate(call);
  const { stream, expected, events } = await readRequests(call, (name) => caller.checkWrite(name));
  try {
    return success(await log.append(stream, events, expected));
  } catch (error) {
    if (error instanceof WrongExpectedRevision) return wrongExpectedVersion(error);
    throw error;
  }
}

async function readRequests(
  requests: AsyncIterable<streams.AppendReq>,
  checkStream: (stream: string) => Promise<void>,
): Promise<{ stream: string; expected: ExpectedRevision; events: readonly NewLogEvent[] }> {
  let options: { stream: string; expected: ExpectedRevision } | undefined;
  const events = new ProposedEvents();
  for await (const request of requests) {
    const given = request.getOptions();
    const message = request.getProposedMessage();
    if (given && !options) {
      options = {
        stream: readStreamName(given.getStreamIdentifier()),
        expected: readExpectedRevision(given),
      };
      await checkStream(options.stream);
    } else if (message && options) {
      events.add(message);
    } else {
      throw invalidArgument('An append sends its options first, once, and then its events.');
    }
  }
  if (!options) throw invalidArgument('An append sends its options first.');
  return { ...options, events: events.all };
}

function success({ revision, position }: LogAppended): streams.AppendResp {
  const place = new Success();
  if (revision < 0) place.setNoStream(new shared.Empty());
  else place.setCurrentRevision(String(revision));
  place.setPosition(new Position().setCommitPosition(String(position)).setPreparePosition(String(position)));
  return new streams.AppendResp().setSuccess(place);
}

function wrongExpectedVersion({ expected, actual }: WrongExpectedRevision): streams.AppendResp {
  const wrong = new WrongExpectedVersion();
  if (actual === 'no_stream') wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(actual));
  if (expected === 'any') wrong.setExpectedAny(new shared.Empty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new shared.Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new shared.Empty());
  else wrong.setExpectedRevision(String(expected));
  return new streams.AppendResp().setWrongExpectedVersion(wrong);
}
