import {
  persistentSubscriptionToAllSettingsFromDefaults as toAll,
  persistentSubscriptionToStreamSettingsFromDefaults as toStream,
  START,
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
  client = served().connect('tls=false&connectionName=the%20tests');
});

describe('a group', () => {
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
});
