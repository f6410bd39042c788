import { status } from '@grpc/grpc-js';
import fc from 'fast-check';
import { OutcomeUnknown, StoreUnavailable, WrongExpectedRevision } from '#event-store';
import { toRpcError } from './errors.js';
import { RpcError } from './rpc-error.js';

describe('errors of calls', () => {
  it('carry every name of a stream', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const error = new RpcError(status.NOT_FOUND, 'missing', { 'stream-name': name });
        expect(String(error.metadata.get('stream-name')[0])).toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });

  it('tell a store that is busy from an outcome that nobody knows', () => {
    const unforeseen = () => {
      throw new TypeError('Both are foreseen.');
    };
    expect(toRpcError(new StoreUnavailable('full'), unforeseen).code).toBe(status.UNAVAILABLE);
    expect(toRpcError(new OutcomeUnknown('lost'), unforeseen).code).toBe(status.ABORTED);
  });

  it.each([
    [4, 7, 'Expected version: 4, Actual version: 7'],
    ['no_stream', 0, 'Expected version: -1, Actual version: 0'],
    ['stream_exists', 'no_stream', 'Expected version: -4, Actual version: -1'],
  ] as const)(
    'say of %s and %s what the client of Python looks for in the text',
    (expected, actual, text) => {
      const { details } = toRpcError(new WrongExpectedRevision('a', expected, actual), () => undefined);
      expect(details).toContain('WrongExpectedVersion');
      expect(details).toContain(text);
    },
  );

  it('say nothing of what nobody foresaw, and report it', () => {
    const seen: unknown[] = [];
    const cause = new Error('the secret is 42');
    const error = toRpcError(cause, (failure) => seen.push(failure));
    expect(error.code).toBe(status.UNKNOWN);
    expect(error.details).not.toContain('42');
    expect(seen).toEqual([cause]);
  });
});
