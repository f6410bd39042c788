import { once } from 'node:events';
import type { AllStreamSubscription, EventStoreDBClient, StreamSubscription } from '@eventstore/db-client';
import { collect, events, newStream } from '../testing/events.js';
import { useServedStore } from '../testing/served-store.js';

const served = useServedStore();
let client: EventStoreDBClient;
beforeAll(() => {
  client = served().connect();
});

/**
 * What a subscription tells, in order: its signals by name, its events by revision. It is left when it has brought so
 * many events, and has caught up so many times.
 */
async function follow(
  subscription: StreamSubscription | AllStreamSubscription,
  wanted: number,
  onCaughtUp: () => Promise<unknown> = async () => undefined,
  times = 1,
): Promise<readonly unknown[]> {
  const told: unknown[] = [];
  let count = 0;
  let left = times;
  const leaveAtLast = () => {
    if (count === wanted && left <= 0) void subscription.unsubscribe();
  };
  subscription.on('confirmation', () => told.push('confirmation'));
  subscription.on('fellBehind', () => told.push('fellBehind'));
  subscription.on('caughtUp', () => {
    told.push('caughtUp');
    left -= 1;
    void onCaughtUp();
    leaveAtLast();
  });
  subscription.on('data', ({ event }) => {
    told.push(Number(event?.revision));
    count += 1;
    leaveAtLast();
  });
  await once(subscription, 'end');
  return told;
}

describe('subscribing to a stream', () => {
  it('brings what is there, then says so, then brings what comes', async () => {
    const stream = newStream();
    await client.appendToStream(stream, events(3));
    const told = await follow(client.subscribeToStream(stream), 5, () =>
      client.appendToStream(stream, events(2)),
    );
    expect(told).toEqual(['confirmation', 0, 1, 2, 'caughtUp', 3, 4]);
  });

  it.each([
    [0n, ['confirmation', 1, 2, 'caughtUp', 3]],
    [2n, ['confirmation', 'caughtUp', 3]],
    ['end', ['confirmation', 'caughtUp', 3]],
  ] as const)('begins after %p', async (fromRevision, wanted) => {
    const stream = newStream();
    await client.appendToStream(stream, events(3));
    const subscription = client.subscribeToStream(stream, { fromRevision });
    const numbers = wanted.filter((told) => typeof told === 'number').length;
    expect(await follow(subscription, numbers, () => client.appendToStream(stream, events(1)))).toEqual(
      wanted,
    );
  });

  it.each(['start', 'end'] as const)(
    'waits for a stream that is not there yet, from the %s',
    async (from) => {
      const stream = newStream();
      const subscription = client.subscribeToStream(stream, { fromRevision: from });
      const told = await follow(subscription, 1, () => client.appendToStream(stream, events(1)));
      expect(told).toEqual(['confirmation', 'caughtUp', 0]);
    },
  );

  it('brings thousands to a reader that takes its time, without one missing', async () => {
    const stream = newStream();
    await client.appendToStream(stream, events(3_000));
    const seen: bigint[] = [];
    const subscription = client.subscribeToStream(stream, {}, { highWaterMark: 1 });
    for await (const { event } of subscription) {
      seen.push(event?.revision ?? -1n);
      if (seen.length % 100 === 0) await new Promise(setImmediate);
      if (seen.length === 3_000) break;
    }
    await subscription.unsubscribe();
    expect(seen).toEqual(Array.from({ length: 3_000 }, (_, index) => BigInt(index)));
  });

  it('ends when the stream is closed for ever', async () => {
    const streamName = newStream();
    await client.appendToStream(streamName, events(1));
    const follow = async () => {
      const subscription = client.subscribeToStream(streamName);
      for await (const _ of subscription) await client.tombstoneStream(streamName);
    };
    await expect(follow()).rejects.toMatchObject({ type: 'stream-deleted', streamName });
  });
});

describe('subscribing to all', () => {
  it('brings everything from the start, the events of the store itself included', async () => {
    const stream = newStream();
    await client.appendToStream(stream, events(2));
    const all = await collect(client.readAll());
    const seen: (string | undefined)[] = [];
    const subscription = client.subscribeToAll();
    for await (const { event } of subscription) {
      seen.push(event?.id);
      if (seen.length === all.length) break;
    }
    await subscription.unsubscribe();
    expect(seen).toEqual(all.map(({ event }) => event?.id));
  });

  it('begins after a position', async () => {
    const stream = newStream();
    const { position } = await client.appendToStream(stream, events(1));
    await client.appendToStream(stream, events(2));
    const subscription = client.subscribeToAll({ fromPosition: position ?? 'end' });
    const told = await follow(subscription, 3, () => client.appendToStream(stream, events(1)));
    expect(told).toEqual(['confirmation', 1, 2, 'caughtUp', 3]);
  });

  it('begins at the end', async () => {
    const stream = newStream();
    await client.appendToStream(stream, events(2));
    const told = await follow(client.subscribeToAll({ fromPosition: 'end' }), 1, () =>
      client.appendToStream(stream, events(1)),
    );
    expect(told).toEqual(['confirmation', 'caughtUp', 2]);
  });

  it('brings what the programme writes', async () => {
    const voucher = newStream('voucher');
    const event = { id: crypto.randomUUID(), type: 'Issued', data: {}, metadata: {} };
    const told = await follow(client.subscribeToAll({ fromPosition: 'end' }), 1, () =>
      served().store.append(voucher, [event], 'no_stream'),
    );
    expect(told).toEqual(['confirmation', 'caughtUp', 0]);
  });

  it('misses nothing, doubles nothing and keeps the order while the programme and clients write at once', async () => {
    const { position: start } = await client.appendToStream(newStream(), events(1));
    const { store } = served();
    const seen: bigint[] = [];
    const subscription = client.subscribeToAll({ fromPosition: start ?? 'end' });
    const writing = Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const event = { id: crypto.randomUUID(), type: 'Issued', data: {}, metadata: {} };
        if (index % 2 === 0) await client.appendToStream(newStream(), events(5));
        else await store.append(newStream('voucher'), [event], 'no_stream');
      }),
    );
    for await (const { event } of subscription) {
      seen.push(event?.position.commit ?? 0n);
      if (seen.length === 20 * 5 + 20) break;
    }
    await Promise.all([writing, subscription.unsubscribe()]);
    const first = (start?.commit ?? 0n) + 1n;
    expect(seen).toEqual(seen.map((_, index) => first + BigInt(index)));
  });

  it('says when it falls behind, and when it has caught up again', async () => {
    const stream = newStream();
    const subscription = client.subscribeToAll({ fromPosition: 'end' });
    const append = once(subscription, 'caughtUp').then(() => client.appendToStream(stream, events(1_200)));
    const told = await follow(subscription, 1_200, undefined, 2);
    await append;
    expect(told.filter((what) => typeof what === 'string')).toEqual([
      'confirmation',
      'caughtUp',
      'fellBehind',
      'caughtUp',
    ]);
    expect(told.filter((what) => typeof what === 'number')).toEqual(
      Array.from({ length: 1_200 }, (_, revision) => revision),
    );
  });
});
