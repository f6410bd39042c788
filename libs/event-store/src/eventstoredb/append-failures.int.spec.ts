import { status } from '@grpc/grpc-js';
import { newEvents } from '../contract/fixtures.js';
import { type appended, statusError, wrongRevision } from './specs/answers.js';
import { useConnections } from './specs/connections.js';

const { connect, startFaulty } = useConnections();

const trailers = (exception: string, more = {}) => ({ exception, 'stream-name': 'faulty-1', ...more });

const FAILURES: readonly [
  name: string,
  answer: ReturnType<typeof statusError> | ReturnType<typeof appended>,
  expected: object,
][] = [
  ['a busy server', statusError(status.UNAVAILABLE, 'Server Is Too Busy'), { code: 'STORE_UNAVAILABLE' }],
  [
    'a server that starts',
    statusError(status.UNAVAILABLE, 'Server Is Not Ready'),
    { code: 'STORE_UNAVAILABLE' },
  ],
  [
    'a cluster without a leader',
    statusError(status.UNKNOWN, 'No leader info available in response'),
    { code: 'STORE_UNAVAILABLE' },
  ],
  [
    'another leader',
    statusError(
      status.NOT_FOUND,
      'Leader info available',
      trailers('not-leader', { 'leader-endpoint-host': '127.0.0.1', 'leader-endpoint-port': '9' }),
    ),
    { code: 'STORE_UNAVAILABLE' },
  ],
  [
    'refused access',
    statusError(status.PERMISSION_DENIED, 'Access Denied', trailers('access-denied')),
    { code: 'STORE_UNAVAILABLE' },
  ],
  [
    'unknown credentials',
    statusError(status.UNAUTHENTICATED, 'Unauthenticated'),
    { code: 'STORE_UNAVAILABLE' },
  ],
  [
    'an exhausted server',
    statusError(status.RESOURCE_EXHAUSTED, 'No space left on device'),
    { code: 'STORE_UNAVAILABLE' },
  ],
  [
    'a timeout among the members',
    statusError(status.ABORTED, 'Operation timed out: Commit phase timeout.'),
    { code: 'OUTCOME_UNKNOWN' },
  ],
  [
    'a disk that is full in the middle',
    statusError(status.UNKNOWN, 'Exception was thrown by handler. IOException: No space left on device'),
    { code: 'OUTCOME_UNKNOWN' },
  ],
  [
    'a call that the server cancels',
    statusError(status.CANCELLED, 'shutting down'),
    { code: 'OUTCOME_UNKNOWN' },
  ],
  [
    'a connection that breaks',
    statusError(status.UNAVAILABLE, 'Connection dropped'),
    { code: 'OUTCOME_UNKNOWN' },
  ],
  [
    'events that are too large',
    statusError(
      status.INVALID_ARGUMENT,
      'Maximum Append Size of 9 Exceeded.',
      trailers('maximum-append-size-exceeded', { 'maximum-append-size': '9' }),
    ),
    { code: 'INVALID_EVENT' },
  ],
  [
    'a stream that was deleted for good',
    statusError(status.FAILED_PRECONDITION, 'deleted', trailers('stream-deleted')),
    { code: 'INVALID_REQUEST' },
  ],
  ['a wrong revision', wrongRevision(4), { code: 'WRONG_EXPECTED_REVISION', actual: 4, expected: 7 }],
  ['a missing stream', wrongRevision(), { code: 'WRONG_EXPECTED_REVISION', actual: 'no_stream' }],
  [
    'a wrong revision in the trailers',
    statusError(
      status.FAILED_PRECONDITION,
      'WrongExpectedVersion',
      trailers('wrong-expected-version', { 'expected-version': '7', 'actual-version': '4' }),
    ),
    { code: 'WRONG_EXPECTED_REVISION', actual: 4, expected: 7 },
  ],
  [
    'a missing stream in the trailers',
    statusError(
      status.FAILED_PRECONDITION,
      'WrongExpectedVersion',
      trailers('wrong-expected-version', { 'expected-version': '7', 'actual-version': '-1' }),
    ),
    { code: 'WRONG_EXPECTED_REVISION', actual: 'no_stream' },
  ],
];

describe('what EventStoreDB answers to an append that fails', () => {
  it.each(FAILURES)('tells the writer what it means: %s', async (_, answer, expected) => {
    const server = await startFaulty({
      append: (call, callback) => {
        call.resume();
        if (answer instanceof Error) callback(answer);
        else callback(null, answer);
      },
    });
    const append = connect(server.connectionString).append('faulty-1', newEvents(1), 7);
    await expect(append).rejects.toMatchObject(expected);
  });
});
