import { appendFailure, isRefusal, isStreamNotFound, readFailure } from './failures.js';

/** Stands for a class of a second install of the client: named as ours, and not the same. */
class WrongExpectedVersionError extends Error {
  readonly type = 'wrong-expected-version';
  readonly actualVersion = 3n;
}

class StreamDeletedError extends Error {
  readonly type = 'stream-deleted';
}

class StreamNotFoundError extends Error {
  readonly type = 'stream-not-found';
}

class AccessDeniedError extends Error {
  readonly type = 'access-denied';
}

class MaxAppendSizeExceededError extends Error {
  readonly type = 'maximum-append-size-exceeded';
}

describe('an error of another install of the client', () => {
  it('is known by its type where an append failed', () => {
    const append = (error: Error) => appendFailure(error, 'foreign-1', 7);
    expect(append(new WrongExpectedVersionError())).toMatchObject({
      code: 'WRONG_EXPECTED_REVISION',
      expected: 7,
      actual: 3,
    });
    expect(append(new StreamDeletedError())).toMatchObject({ code: 'INVALID_REQUEST' });
    expect(append(new MaxAppendSizeExceededError())).toMatchObject({ code: 'INVALID_EVENT' });
    expect(append(new AccessDeniedError())).toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('is known by its type where a read or a subscription failed', () => {
    expect(readFailure(new StreamDeletedError(), 'foreign-1')).toMatchObject({ code: 'INVALID_REQUEST' });
    expect(readFailure(new AccessDeniedError()).message).toContain('refuses access');
    expect(isStreamNotFound(new StreamNotFoundError())).toBe(true);
    expect(isRefusal(new AccessDeniedError())).toBe(true);
    expect(isRefusal(new StreamDeletedError())).toBe(true);
  });
});
