import {
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

const served = useServedStore();
let client: EventStoreDBClient;
beforeAll(() => {
  client = served().connect();
});

describe('a group', () => {
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
});

describe('groups', () => {
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
