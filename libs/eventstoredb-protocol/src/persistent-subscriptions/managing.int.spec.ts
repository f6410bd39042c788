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
import { Inbox } from './testing/inbox.js';
import { until } from './testing/until.js';

const served = useServedStore();
let client: EventStoreDBClient;
beforeAll(() => {
  client = served().connect('tls=false&connectionName=the%20tests');
});

const newGroup = () => `group-${randomUUID()}`;

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

  it('is changed, and goes on where it was', async () => {
    const [stream, group] = [newStream(), newGroup()];
    await client.createPersistentSubscriptionToStream(stream, group, toStream({ startFrom: START }));
    await client.appendToStream(stream, events(3));
    const before = new Inbox(client.subscribeToPersistentSubscriptionToStream(stream, group));
    await before.acknowledge(2);
    const settings = toStream({ startFrom: START, consumerStrategyName: PINNED, maxSubscriberCount: 1 });
    await client.updatePersistentSubscriptionToStream(stream, group, settings);
    expect(await before.error()).toMatchObject({
      type: 'persistent-subscription-dropped',
      streamName: stream,
      groupName: group,
    });
    const after = new Inbox(client.subscribeToPersistentSubscriptionToStream(stream, group));
    const [next] = await after.acknowledge(1);
    expect(next?.event?.revision).toBe(2n);
    expect(await client.getPersistentSubscriptionToStreamInfo(stream, group)).toMatchObject({ settings });
    await after.subscription.unsubscribe();
  });

  it('begins where it is changed to begin, while nothing is done of it', async () => {
    const [stream, group] = [newStream(), newGroup()];
    await client.appendToStream(stream, events(3));
    await client.createPersistentSubscriptionToStream(stream, group, toStream({ startFrom: START }));
    await client.updatePersistentSubscriptionToStream(stream, group, toStream({ startFrom: 2n }));
    const inbox = new Inbox(client.subscribeToPersistentSubscriptionToStream(stream, group));
    const [first] = await inbox.take(1);
    expect(first?.event?.revision).toBe(2n);
    await inbox.subscription.unsubscribe();
  });

  it('is deleted with all that was done, and its consumers are dropped', async () => {
    const [stream, group] = [newStream(), newGroup()];
    const settings = toStream({ startFrom: START, checkPointUpperBound: 1 });
    await client.createPersistentSubscriptionToStream(stream, group, settings);
    await client.appendToStream(stream, events(2));
    const before = new Inbox(client.subscribeToPersistentSubscriptionToStream(stream, group));
    await before.acknowledge(2);
    await client.deletePersistentSubscriptionToStream(stream, group);
    expect(await before.error()).toMatchObject({ type: 'persistent-subscription-dropped' });

    await client.createPersistentSubscriptionToStream(stream, group, settings);
    const after = new Inbox(client.subscribeToPersistentSubscriptionToStream(stream, group));
    expect((await after.acknowledge(2)).map(({ event }) => event?.revision)).toEqual([0n, 1n]);
    await after.subscription.unsubscribe();
  });

  it('tells who consumes from it, and how quickly', async () => {
    const [stream, group] = [newStream(), newGroup()];
    const settings = toStream({ startFrom: START, extraStatistics: true, checkPointUpperBound: 1 });
    await client.createPersistentSubscriptionToStream(stream, group, settings);
    await client.appendToStream(stream, events(7));
    const inbox = new Inbox(
      client.subscribeToPersistentSubscriptionToStream(stream, group, { bufferSize: 5 }),
    );
    await inbox.acknowledge(4);
    await inbox.take(3);
    const { connections, stats, status } = await until(
      () => client.getPersistentSubscriptionToStreamInfo(stream, group),
      (info) => info.stats.totalInFlightMessages === 3,
    );
    expect(status).toBe('Live');
    expect(connections).toMatchObject([
      {
        username: 'admin',
        connectionName: 'the tests',
        from: expect.stringContaining('127.0.0.1') as string,
        totalItems: 7n,
        inFlightMessages: 3,
        availableSlots: 2,
      },
    ]);
    expect(connections[0]?.extraStatistics?.get('quintile 3')).toBeGreaterThanOrEqual(0n);
    expect(stats).toMatchObject({ totalItems: 7n, totalInFlightMessages: 3, lastKnownEventRevision: 6n });
    await inbox.subscription.unsubscribe();
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

  it('keeps its filter when it is changed', async () => {
    const [group, stream] = [newGroup(), newStream('wanted')];
    const filter = streamNameFilter({ prefixes: [stream] });
    await client.createPersistentSubscriptionToAll(group, toAll({ startFrom: START }), { filter });
    await client.updatePersistentSubscriptionToAll(group, toAll({ startFrom: START, maxRetryCount: 1 }));
    await client.appendToStream(stream, events(1));
    const inbox = new Inbox(client.subscribeToPersistentSubscriptionToAll(group));
    const [first] = await inbox.acknowledge(1);
    expect(first?.event?.streamId).toBe(stream);
    await inbox.subscription.unsubscribe();
    await client.deletePersistentSubscriptionToAll(group);
  });

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

describe('groups', () => {
  it('are listed, all of them or those of one source', async () => {
    const stream = newStream();
    const groups = [newGroup(), newGroup()];
    for (const group of groups) await client.createPersistentSubscriptionToStream(stream, group, toStream());
    const toAllGroup = newGroup();
    await client.createPersistentSubscriptionToAll(toAllGroup, toAll());

    const ofStream = await client.listPersistentSubscriptionsToStream(stream);
    expect(ofStream.map(({ groupName }) => groupName)).toEqual(groups);
    const ofAll = await client.listPersistentSubscriptionsToAll();
    expect(ofAll.map(({ eventSource }) => eventSource)).toEqual(ofAll.map(() => '$all'));
    expect(ofAll.map(({ groupName }) => groupName)).toContain(toAllGroup);
    const all = await client.listAllPersistentSubscriptions();
    expect(all.map(({ groupName }) => groupName)).toEqual(expect.arrayContaining([...groups, toAllGroup]));
  });

  it('that do not exist are told by their names, whatever is asked of them', async () => {
    const [stream, group] = [newStream(), newGroup()];
    const asked: readonly Promise<unknown>[] = [
      client.getPersistentSubscriptionToStreamInfo(stream, group),
      client.updatePersistentSubscriptionToStream(stream, group, toStream()),
      client.deletePersistentSubscriptionToStream(stream, group),
      client.replayParkedMessagesToStream(stream, group),
      new Inbox(client.subscribeToPersistentSubscriptionToStream(stream, group)).joined(),
    ];
    const errors = await Promise.all(
      asked.map((ask) =>
        ask.then(
          () => undefined,
          (error: unknown) => error,
        ),
      ),
    );
    for (const error of errors) {
      expect(error).toMatchObject({
        type: 'persistent-subscription-does-not-exist',
        message: `5 NOT_FOUND: Subscription group ${group} on stream ${stream} does not exist.`,
        streamName: stream,
        groupName: group,
      });
    }
  });

  it('of a stream that has none are told so', async () => {
    const stream = newStream();
    await expect(client.listPersistentSubscriptionsToStream(stream)).rejects.toMatchObject({
      type: 'persistent-subscription-does-not-exist',
      message: `5 NOT_FOUND: Subscription group  on stream ${stream} does not exist.`,
      streamName: stream,
    });
  });

  it('have names of any letters', async () => {
    const [stream, group] = [`речь-${randomUUID()}`, `ヽ༼ຈل͜ຈ༽ﾉ / ${randomUUID()}`];
    const missing = client.getPersistentSubscriptionToStreamInfo(stream, group);
    await expect(missing).rejects.toMatchObject({ type: 'persistent-subscription-does-not-exist' });
    await client.createPersistentSubscriptionToStream(stream, group, toStream());
    const info = await client.getPersistentSubscriptionToStreamInfo(stream, group);
    expect([info.eventSource, info.groupName]).toEqual([stream, group]);
  });

  it('begin anew on demand, and drop their consumers', async () => {
    const [stream, group] = [newStream(), newGroup()];
    const settings = toStream({ startFrom: START });
    await client.createPersistentSubscriptionToStream(stream, group, settings);
    const inbox = await new Inbox(client.subscribeToPersistentSubscriptionToStream(stream, group)).joined();
    await client.restartPersistentSubscriptionSubsystem();
    expect(await inbox.error()).toMatchObject({ type: 'persistent-subscription-dropped' });
    expect(await client.getPersistentSubscriptionToStreamInfo(stream, group)).toMatchObject({ settings });
  });

  it('are written by the server alone', async () => {
    const written = client.appendToStream('$persistentSubscriptionConfig', events(1));
    await expect(written).rejects.toMatchObject({ type: 'access-denied' });
  });
});
