import { randomUUID } from 'node:crypto';
import {
  persistentSubscriptionToAllSettingsFromDefaults as toAll,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { events } from '../testing/events.js';
import { group, useConsumers } from './testing/consumers.js';
import { Inbox, indexes } from './testing/inbox.js';
import { until } from './testing/until.js';

const { served, client, consume, consumeAll, groupOver } = useConsumers();

describe('several consumers of a group', () => {
  it('share the messages', async () => {
    const stream = await groupOver(0);
    const inboxes = [await consume(stream).joined(), await consume(stream).joined()];
    await client().appendToStream(stream, events(6));
    const shares = await Promise.all(inboxes.map((inbox) => inbox.acknowledge(3)));
    expect(shares.map(indexes)).toEqual([
      [0, 2, 4],
      [1, 3, 5],
    ]);
  });

  it('get what one of them had when it left', async () => {
    const stream = await groupOver(3);
    const leaving = consume(stream);
    await leaving.take(3);
    const staying = await consume(stream).joined();
    await leaving.subscription.unsubscribe();
    const again = await staying.acknowledge(3);
    expect(again.map(({ event, retryCount }) => [event?.revision, retryCount])).toEqual([
      [0n, 1],
      [1n, 1],
      [2n, 1],
    ]);
  });

  it('get what one of them had when its connection broke', async () => {
    const stream = await groupOver(1);
    const other = served().connect();
    const breaking = new Inbox(other.subscribeToPersistentSubscriptionToStream(stream, group));
    await breaking.take(1);
    const staying = await consume(stream).joined();
    await other.dispose();
    expect(indexes(await staying.acknowledge(1))).toEqual([0]);
  });

  it('are no more than the group allows', async () => {
    const stream = await groupOver(0, { maxSubscriberCount: 1 });
    const first = await consume(stream).joined();
    expect(await consume(stream).error()).toMatchObject({
      type: 'maximum-subscribers-reached',
      streamName: stream,
      groupName: group,
    });
    await first.subscription.unsubscribe();
    await until(
      () => client().getPersistentSubscriptionToStreamInfo(stream, group),
      ({ connections }) => connections.length === 0,
    );
    await consume(stream).joined();
  });

  it('get the events of a stream of the log one and all, where they are pinned', async () => {
    const name = `pinned-${randomUUID()}`;
    const filter = streamNameFilter({ prefixes: [name] });
    const settings = toAll({ startFrom: START, consumerStrategyName: 'Pinned' });
    await client().createPersistentSubscriptionToAll(name, settings, { filter });
    const inboxes = [await consumeAll(name, 100).joined(), await consumeAll(name, 100).joined()];
    for (let round = 0; round < 3; round += 1) {
      for (let stream = 0; stream < 6; stream += 1)
        await client().appendToStream(`${name}-${stream}`, events(1));
    }
    await until(
      async () => inboxes.reduce((sum, { size }) => sum + size, 0),
      (sum) => sum === 18,
    );
    const shares = await Promise.all(inboxes.map((inbox) => inbox.take(inbox.size)));
    const streams = shares.flatMap((share) => [...new Set(share.map(({ event }) => event?.streamId))]);
    expect(new Set(streams).size).toBe(6);
    expect(streams).toHaveLength(6);
  });
});
