import {
  EventStoreError,
  InvalidEvent,
  InvalidRequest,
  OutcomeUnknown,
  StoreUnavailable,
  WrongExpectedRevision,
  type ExpectedRevision,
} from '../port/index.js';

/** What an error of the client may tell. It is known by its `type`, not by its class: two installs have two classes. */
interface Failure {
  readonly type?: string;
  readonly message?: string;
  /** Status of gRPC: https://grpc.github.io/grpc/core/md_doc_statuscodes.html. */
  readonly code?: number;
  readonly actualVersion?: bigint | string;
}

const RESOURCE_EXHAUSTED = 8;
const UNIMPLEMENTED = 12;

/** What those say that did not even begin: the channel without a connection, the search for a leader, the server. */
const NOT_BEGUN =
  /No connection established|Name resolution failed|Channel closed before call started|Failed to discover|Server Is Not Ready|Server Is Too Busy|No leader info/;

/** No answer came in time: the client does not enforce its deadlines for every call. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly type = 'no-answer';
  constructor(milliseconds: number) {
    super(`no answer in ${milliseconds} milliseconds`);
  }
}

/** The server has ended a subscription, as it may at any time. */
export class SubscriptionEnded extends Error {
  override readonly name = 'SubscriptionEnded';
  readonly type = 'subscription-ended';
  constructor() {
    super('the server has ended the subscription');
  }
}

/** What an append that failed means to the writer. Whatever does not say that nothing was written leaves that open. */
export function appendFailure(error: unknown, stream: string, expected: ExpectedRevision): EventStoreError {
  if (error instanceof EventStoreError) return error;
  const failure = error as Failure;
  switch (failure.type) {
    case 'wrong-expected-version':
      return new WrongExpectedRevision(stream, expected, actualRevision(failure));
    case 'maximum-append-size-exceeded':
      return new InvalidEvent('The events are larger than the server takes in one append.', { cause: error });
    case 'stream-deleted':
      return deleted(stream, error);
  }
  if (saysNothingWasDone(failure)) return unavailable(error);
  return new OutcomeUnknown(`Nothing tells whether the append was written: ${messageOf(error)}.`, {
    cause: error,
  });
}

/** What a read that failed means to the reader. */
export function readFailure(error: unknown, stream = '$all'): EventStoreError {
  if (error instanceof EventStoreError) return error;
  return (error as Failure).type === 'stream-deleted' ? deleted(stream, error) : unavailable(error);
}

/** Whether a subscription is refused for good, so that trying again by itself would hide it. */
export function isRefusal(error: unknown): boolean {
  const { type, code } = causeOf(error);
  return type === 'access-denied' || type === 'stream-deleted' || code === UNIMPLEMENTED;
}

/** Whether the server or the connection to it has failed; else it is a mistake of this program, or of the client. */
export function isOutage(error: unknown): boolean {
  const { type, code, message = '' } = causeOf(error);
  return typeof type === 'string' || typeof code === 'number' || NOT_BEGUN.test(message);
}

function causeOf(error: unknown): Failure {
  return (error instanceof StoreUnavailable ? error.cause : error) as Failure;
}

export function isStreamNotFound(error: unknown): boolean {
  return (error as Failure).type === 'stream-not-found';
}

function saysNothingWasDone({ type, code, message = '' }: Failure): boolean {
  return (
    type === 'access-denied' ||
    type === 'not-leader' ||
    code === RESOURCE_EXHAUSTED ||
    NOT_BEGUN.test(message)
  );
}

function unavailable(error: unknown): StoreUnavailable {
  const { type } = error as Failure;
  const sentence =
    type === 'access-denied'
      ? 'EventStoreDB refuses access: check user and password of the connection string, which are sent with TLS only.'
      : `EventStoreDB does not serve this now: ${messageOf(error)}.`;
  return new StoreUnavailable(sentence, { cause: error });
}

function deleted(stream: string, cause: unknown): InvalidRequest {
  return new InvalidRequest(`Stream ${stream} was deleted for good; its name cannot be used again.`, {
    cause,
  });
}

/** The server's trailers have -1 where there is no stream. */
function actualRevision({ actualVersion }: Failure): number | 'no_stream' {
  return typeof actualVersion === 'bigint' && actualVersion >= 0n ? Number(actualVersion) : 'no_stream';
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replaceAll(/\s+/g, ' ').replace(/\.$/, '');
}
