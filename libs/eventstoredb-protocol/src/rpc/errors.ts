import { status } from '@grpc/grpc-js';
import {
  InvalidEvent,
  InvalidRequest,
  OutcomeUnknown,
  StoreUnavailable,
  WrongExpectedRevision,
  type ExpectedRevision,
} from '#event-store';
import { MAX_APPEND_BYTES, StreamDeleted } from '#event-store/embedded';
import { RpcError } from './rpc-error.js';

/** EventStoreDB's numbers for expected revisions that are none. */
const EXPECTED = { any: -2, no_stream: -1, stream_exists: -4 } as const;

export function accessDenied(): RpcError {
  return new RpcError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
}

export function unauthenticated(details: string): RpcError {
  return new RpcError(status.UNAUTHENTICATED, details);
}

export function invalidArgument(details: string): RpcError {
  return new RpcError(status.INVALID_ARGUMENT, details);
}

function streamDeleted(stream: string): RpcError {
  return new RpcError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });
}

export function maxAppendSizeExceeded(): RpcError {
  return new RpcError(status.INVALID_ARGUMENT, `Maximum Append Size of ${MAX_APPEND_BYTES} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(MAX_APPEND_BYTES),
  });
}

export function missingMetadataProperty(property: string): RpcError {
  const details = `Required Metadata Property '${property}' is missing`;
  return new RpcError(status.INVALID_ARGUMENT, details, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });
}

/** The client does not wait any longer. */
export function timedOut(): RpcError {
  return new RpcError(status.DEADLINE_EXCEEDED, 'Timeout');
}

export function shuttingDown(): RpcError {
  return new RpcError(status.UNAVAILABLE, 'Server is shutting down');
}

/**
 * The error to answer with for whatever a call failed with.
 *
 * @param onUnforeseen told of what nobody foresaw, which the client does not get to see
 */
export function toRpcError(error: unknown, onUnforeseen: (error: unknown) => void): RpcError {
  if (error instanceof RpcError) return error;
  if (error instanceof WrongExpectedRevision) return wrongExpectedVersion(error);
  if (error instanceof StreamDeleted) return streamDeleted(error.stream);
  if (error instanceof InvalidEvent || error instanceof InvalidRequest) return invalidArgument(error.message);
  if (error instanceof OutcomeUnknown) return new RpcError(status.ABORTED, 'Operation timed out');
  if (error instanceof StoreUnavailable) return new RpcError(status.UNAVAILABLE, 'Server Is Too Busy');
  onUnforeseen(error);
  return new RpcError(status.UNKNOWN, 'The server failed at this call.');
}

function wrongExpectedVersion({ stream, expected, actual }: WrongExpectedRevision): RpcError {
  const expectedVersion = String(expectedNumber(expected));
  const actualVersion = String(actual === 'no_stream' ? EXPECTED.no_stream : actual);
  // The words are EventStoreDB's: there are clients that know the error by them.
  const details = `Append failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expectedVersion}, Actual version: ${actualVersion}`;
  return new RpcError(status.FAILED_PRECONDITION, details, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': expectedVersion,
    'actual-version': actualVersion,
  });
}

function expectedNumber(expected: ExpectedRevision): number {
  return typeof expected === 'number' ? expected : EXPECTED[expected];
}
