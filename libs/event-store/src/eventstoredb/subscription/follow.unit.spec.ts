import type { RecordedEvent } from '../../port/index.js';
import { follow, type Cursor } from './follow.js';

/** A cursor that cannot take what comes. */
function spoiltCursor(
  subscriptions: () => void,
): Cursor<never, { readonly events: readonly RecordedEvent[] }> {
  return {
    phases: [{ checkpointEvery: 1, endsWhenCaughtUp: false }],
    place: 0,
    subscribe: () => {
      subscriptions();
      throw new TypeError('position is not a bigint');
    },
    take: () => undefined,
    batch: () => undefined,
    lost: () => undefined,
  };
}

describe('following a subscription', () => {
  it('ends with what is a mistake of the program, and does not try that again', async () => {
    let subscriptions = 0;
    const failures: unknown[] = [];
    const batches = follow(
      spoiltCursor(() => (subscriptions += 1)),
      { batchSize: 10, stop: new AbortController().signal, onFailure: (error) => failures.push(error) },
    );
    await expect(batches.next()).rejects.toThrow(new TypeError('position is not a bigint'));
    expect(subscriptions).toBe(1);
    expect(failures).toEqual([]);
  });
});
