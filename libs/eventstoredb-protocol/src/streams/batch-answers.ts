import emptyMessages from 'google-protobuf/google/protobuf/empty_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type statuses from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { LogAppended } from '#event-store/embedded';
import { uuidText } from '../messages/uuid.js';

const { Success } = streams.BatchAppendResp;

/** What tells the client which of its appends an answer is to. */
export interface AppendReference {
  readonly correlationId: string;
  readonly stream: shared.StreamIdentifier;
}

export function appendedAnswer(
  append: AppendReference,
  { revision, position }: LogAppended,
): streams.BatchAppendResp {
  const success = new Success();
  if (revision < 0) success.setNoStream(new emptyMessages.Empty());
  else success.setCurrentRevision(String(revision));
  const place = new shared.AllStreamPosition()
    .setCommitPosition(String(position))
    .setPreparePosition(String(position));
  return answer(append).setSuccess(success.setPosition(place));
}

export function failedAnswer(append: AppendReference, status: statuses.Status): streams.BatchAppendResp {
  return answer(append).setError(status);
}

function answer({ correlationId, stream }: AppendReference): streams.BatchAppendResp {
  return new streams.BatchAppendResp().setCorrelationId(uuidText(correlationId)).setStreamIdentifier(stream);
}
