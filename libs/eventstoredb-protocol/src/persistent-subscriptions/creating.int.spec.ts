import { randomUUID } from 'node:crypto';
import {
  END,
  excludeSystemEvents,
  PINNED,
  persistentSubscriptionToAllSettingsFromDefaults as toAll,
  persistentSubscriptionToStreamSettingsFromDefaults as toStream,
  START,
  streamNameFilter,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import { events, newStream } from '../testing/events.js';
import { useServedStore } from '../testing/served-store.js';
import { newGroup } from './testing/consumers.js';
import { Inbox } from './testing/inbox.js';
import { until } from './testing/until.js';

const served = useServedStore();
let client: EventStoreDBClient;
beforeAll(() => {
  client = served().connect();
});

describe('a group to a stream', () => {
  it.each([START, END, 1n, 2n ** 62n] as const)(
    'is created to start from %p, and shown as it was',
    async (startFrom) => {
      const [stream, group] = [newStream(), newGroup()];
      const settings = toStream({
        startFrom,
        resolveLinkTos: true,
        extraStatistics: true,
        messageTimeout: 1_234,
        maxRetryCount: 3,
        checkPointAfter: 500,
        checkPointLowerBound: 12,
        checkPointUpperBound: 1,
        maxSubscriberCount: 7,
        liveBufferSize: 11,
        readBatchSize: 5,
        historyBufferSize: 50,
        consumerStrategyName: PINNED,
      });
      await client.createPersistentSubscriptionToStream(stream, group, settings);
      expect(await client.getPersistentSubscriptionToStreamInfo(stream, group)).toMatchObject({
        eventSource: stream,
        groupName: group,
        settings,
        connections: [],
        stats: { lastKnownEventRevision: undefined, parkedMessageCount: 0n },
      });
    },
  );

  it('is consumed also where it starts from what will never be', async () => {
    const [stream, group] = [newStream(), newGroup()];
    await client.createPersistentSubscriptionToStream(stream, group, toStream({ startFrom: 2n ** 62n }));
    await client.appendToStream(stream, events(1));
    const inbox = await new Inbox(client.subscribeToPersistentSubscriptionToStream(stream, group)).joined();
    const { stats } = await until(
      () => client.getPersistentSubscriptionToStreamInfo(stream, group),
      ({ status }) => status === 'Live',
    );
    expect(stats.totalItems).toBe(0n);
    await inbox.subscription.unsubscribe();
  });

  it('is created once', async () => {
    const [stream, group] = [newStream(), newGroup()];
    await client.createPersistentSubscriptionToStream(stream, group, toStream());
    await expect(
      client.createPersistentSubscriptionToStream(stream, group, toStream()),
    ).rejects.toMatchObject({
      type: 'persistent-subscription-exists',
      streamName: stream,
      groupName: group,
    });
  });

  it('is created once also when many try at a time', async () => {
    const [stream, group] = [newStream(), newGroup()];
    const attempts = Array.from({ length: 5 }, () =>
      client.createPersistentSubscriptionToStream(stream, group, toStream()),
    );
    const results = await Promise.allSettled(attempts);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each([
    ['negative', { maxRetryCount: -1 }],
    ['read batch size', { readBatchSize: 0 }],
    ['larger than the read batch size', { readBatchSize: 20, historyBufferSize: 20 }],
  ])('is not created with settings that make no sense: %s', async (reason, changes) => {
    const [stream, group] = [newStream(), newGroup()];
    const created = client.createPersistentSubscriptionToStream(stream, group, toStream(changes));
    await expect(created).rejects.toMatchObject({
      type: 'persistent-subscription-failed',
      reason: expect.stringContaining(reason) as string,
    });
    await expect(client.getPersistentSubscriptionToStreamInfo(stream, group)).rejects.toMatchObject({
      type: 'persistent-subscription-does-not-exist',
    });
  });

  it('is not created with a name that is too long', async () => {
    const created = client.createPersistentSubscriptionToStream(newStream(), 'g'.repeat(500), toStream());
    await expect(created).rejects.toMatchObject({ type: 'persistent-subscription-failed' });
  });

  it('has a name of any letters, as its stream has', async () => {
    const [stream, group] = [`речь-${randomUUID()}`, `ヽ༼ຈل͜ຈ༽ﾉ / ${randomUUID()}`];
    const missing = client.getPersistentSubscriptionToStreamInfo(stream, group);
    await expect(missing).rejects.toMatchObject({ type: 'persistent-subscription-does-not-exist' });
    await client.createPersistentSubscriptionToStream(stream, group, toStream());
    const info = await client.getPersistentSubscriptionToStreamInfo(stream, group);
    expect([info.eventSource, info.groupName]).toEqual([stream, group]);
  });
});

describe('a group to $all', () => {
  it.each([START, END, { commit: 1n, prepare: 1n }] as const)(
    'is created to start from %p',
    async (startFrom) => {
      const group = newGroup();
      const settings = toAll({ startFrom });
      await client.createPersistentSubscriptionToAll(group, settings, { filter: excludeSystemEvents() });
      const info = await client.getPersistentSubscriptionToAllInfo(group);
      const shown = startFrom === START || startFrom === END ? startFrom : { commit: 1n, prepare: 1n };
      expect(info).toMatchObject({ eventSource: '$all', settings: { ...settings, startFrom: shown } });
      expect(info.stats.lastKnownEventPosition?.commit).toBeGreaterThan(0n);
    },
  );

  it('begins at the last event, and not at one that is still to come', async () => {
    const group = newGroup();
    const { position } = await client.appendToStream(newStream(), events(1));
    const last = position?.commit ?? 0n;
    const from = (commit: bigint) => toAll({ startFrom: { commit, prepare: commit } });
    const failed = { type: 'persistent-subscription-failed' };
    const beyond = client.createPersistentSubscriptionToAll(group, from(last + 1_000n));
    await expect(beyond).rejects.toMatchObject(failed);
    await client.createPersistentSubscriptionToAll(group, from(last));
    const changed = client.updatePersistentSubscriptionToAll(group, from(last + 1_000n));
    await expect(changed).rejects.toMatchObject(failed);
  });

  it('is not created with a pattern that is not served', async () => {
    const filter = streamNameFilter({ regex: '(' });
    await expect(
      client.createPersistentSubscriptionToAll(newGroup(), toAll(), { filter }),
    ).rejects.toMatchObject({ code: 3 });
  });
});
