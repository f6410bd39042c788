import anyMessages from 'google-protobuf/google/protobuf/any_pb.js';
import emptyMessages from 'google-protobuf/google/protobuf/empty_pb.js';
import codes from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import { status } from '@grpc/grpc-js';
import { OutcomeUnknown, StoreUnavailable, WrongExpectedRevision } from '#event-store';
import { MAX_APPEND_BYTES, StreamDeleted } from '#event-store/embedded';
import { streamIdentifier } from '../messages/stream-name.js';
import { toRpcError } from '../rpc/errors.js';
import type { RpcError } from '../rpc/rpc-error.js';

const { Code } = codes;

/** How one append of a batch call failed: such an error is an answer, the call goes on. */
export function failureStatus(error: unknown, onUnforeseen: (error: unknown) => void): statuses.Status {
  if (error instanceof WrongExpectedRevision) {
    return pack(
      Code.ALREADY_EXISTS,
      'WrongExpectedVersion',
      'event_store.client.WrongExpectedVersion',
      wrongExpectedVersion(error),
    );
  }
  if (error instanceof StreamDeleted) {
    const deleted = new shared.StreamDeleted().setStreamIdentifier(streamIdentifier(error.stream));
    return pack(Code.NOT_FOUND, 'StreamDeleted', 'event_store.client.StreamDeleted', deleted);
  }
  if (error instanceof OutcomeUnknown) return timeout();
  if (error instanceof StoreUnavailable) {
    return pack(Code.UNAVAILABLE, 'Server Is Busy', 'google.protobuf.Empty', new emptyMessages.Empty());
  }
  return ofRpcError(toRpcError(error, onUnforeseen));
}

function timeout(): statuses.Status {
  return pack(Code.DEADLINE_EXCEEDED, 'Timeout', 'event_store.client.Timeout', new shared.Timeout());
}

function ofRpcError(error: RpcError): statuses.Status {
  if (error.metadata.get('exception')[0] === 'maximum-append-size-exceeded') {
    const exceeded = new shared.MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_BYTES);
    const name = 'event_store.client.MaximumAppendSizeExceeded';
    return pack(Code.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', name, exceeded);
  }
  switch (error.code) {
    case status.PERMISSION_DENIED:
    case status.UNAUTHENTICATED: {
      const denied = new shared.AccessDenied();
      return pack(Code.PERMISSION_DENIED, 'AccessDenied', 'event_store.client.AccessDenied', denied);
    }
    case status.DEADLINE_EXCEEDED:
      return timeout();
    case status.INVALID_ARGUMENT: {
      const bad = new shared.BadRequest().setMessage(error.details);
      return pack(Code.INVALID_ARGUMENT, error.details, 'event_store.client.BadRequest', bad);
    }
    default:
      return pack(Code.UNKNOWN, 'Unknown', 'event_store.client.Unknown', new shared.Unknown());
  }
}

function wrongExpectedVersion({ expected, actual }: WrongExpectedRevision): shared.WrongExpectedVersion {
  const wrong = new shared.WrongExpectedVersion();
  if (actual === 'no_stream') wrong.setCurrentNoStream(new emptyMessages.Empty());
  else wrong.setCurrentStreamRevision(String(actual));
  if (expected === 'any') wrong.setExpectedAny(new emptyMessages.Empty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new emptyMessages.Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new emptyMessages.Empty());
  else wrong.setExpectedStreamPosition(String(expected));
  return wrong;
}

function pack(
  code: codes.Code,
  message: string,
  typeName: string,
  details: { serializeBinary(): Uint8Array },
): statuses.Status {
  const packed = new anyMessages.Any();
  packed.pack(details.serializeBinary(), typeName);
  return new statuses.Status().setCode(code).setMessage(message).setDetails(packed);
}
