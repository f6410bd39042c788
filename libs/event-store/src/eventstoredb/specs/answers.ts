import { randomUUID } from 'node:crypto';
import { Metadata, type ServiceError, type status } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';

/** An error as the server gives it, with the trailers from which the client makes an error of its own. */
export function statusError(
  code: status,
  details: string,
  trailers: Readonly<Record<string, string>> = {},
): ServiceError {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

/** @param position left out as the server does where it recognised a repetition */
export function appended(revision: number, position?: number): streams.AppendResp {
  const success = new streams.AppendResp.Success().setCurrentRevision(String(revision));
  if (position === undefined) success.setNoPosition(new shared.Empty());
  else success.setPosition(appendPosition(position));
  return new streams.AppendResp().setSuccess(success);
}

function appendPosition(position: number): streams.AppendResp.Position {
  return new streams.AppendResp.Position()
    .setCommitPosition(String(position))
    .setPreparePosition(String(position));
}

/** @param current left out where the stream does not exist */
export function wrongRevision(current?: number): streams.AppendResp {
  const wrong = new streams.AppendResp.WrongExpectedVersion().setExpectedRevision('7');
  if (current === undefined) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(current));
  return new streams.AppendResp().setWrongExpectedVersion(wrong);
}

export function confirmation(): streams.ReadResp {
  const confirmed = new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID());
  return new streams.ReadResp().setConfirmation(confirmed);
}

export function caughtUp(): streams.ReadResp {
  return new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());
}

/** @param prepare another one than the position is before it: some servers name the place of the next event so */
export function checkpoint(position: number, prepare = position): streams.ReadResp {
  const reached = new streams.ReadResp.Checkpoint()
    .setCommitPosition(String(position))
    .setPreparePosition(String(prepare));
  return new streams.ReadResp().setCheckpoint(reached);
}

export interface Stored {
  readonly position: number;
  readonly revision?: number;
  readonly stream?: string;
  readonly type?: string;
  readonly data?: string;
  readonly metadata?: string;
  readonly contentType?: string;
}

export function event(stored: Stored): streams.ReadResp {
  const { position, revision = Math.max(0, position - 1), stream = 'faulty-1', type = 'Happened' } = stored;
  const { data = '{}', metadata = '{}', contentType = 'application/json' } = stored;
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(randomUUID()))
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(stream)))
    .setStreamRevision(String(revision))
    .setCommitPosition(String(position))
    .setPreparePosition(String(position))
    .setData(Buffer.from(data))
    .setCustomMetadata(Buffer.from(metadata));
  recorded
    .getMetadataMap()
    .set('type', type)
    .set('content-type', contentType)
    .set('created', '16000000000000000');
  return new streams.ReadResp().setEvent(withPosition(position).setEvent(recorded));
}

/** An event that is not there any more, of which the server only tells where it stood. */
export function missingEvent(position: number): streams.ReadResp {
  return new streams.ReadResp().setEvent(withPosition(position));
}

function withPosition(position: number): streams.ReadResp.ReadEvent {
  return new streams.ReadResp.ReadEvent().setCommitPosition(String(position));
}
