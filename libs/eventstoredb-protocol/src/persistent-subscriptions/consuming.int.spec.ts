import { randomUUID } from 'node:crypto';
import {
  binaryEvent,
  END,
  eventTypeFilter,
  excludeSystemEvents,
  jsonEvent,
  persistentSubscriptionToAllSettingsFromDefaults as toAll,
  persistentSubscriptionToStreamSettingsFromDefaults as toStream,
  START,
  streamNameFilter,
  type EventStoreDBClient,
  type PersistentSubscriptionToStreamSettings,
} from '@eventstore/db-client';
import { events, newStream } from '../testing/events.js';
import { useServedStore } from '../testing/served-store.js';
import { Inbox, indexes } from './testing/inbox.js';
import { until } from './testing/until.js';

const served = useServedStore();
let client: EventStoreDBClient;
beforeAll(() => {
  client = served().connect();
});

const group = 'group';
const open: Inbox[] = [];
afterEach(async () => {
  for (const inbox of open.splice(0)) await inbox.subscription.unsubscribe();
});

function consume(stream: string, bufferSize = 10): Inbox {
  const inbox = new Inbox(client.subscribeToPersistentSubscriptionToStream(stream, group, { bufferSize }));
  open.push(inbox);
  return inbox;
}

function consumeAll(ofGroup: string, bufferSize = 10): Inbox {
  const inbox = new Inbox(client.subscribeToPersistentSubscriptionToAll(ofGroup, { bufferSize }));
  open.push(inbox);
  return inbox;
}

/** A stream with so many events and a group that starts from its first. */
async function groupOver(
  count: number,
  changes: Partial<PersistentSubscriptionToStreamSettings> = {},
): Promise<string> {
  const stream = newStream();
  await client.appendToStream(stream, events(count));
  await client.createPersistentSubscriptionToStream(
    stream,
    group,
    toStream({ startFrom: START, ...changes }),
  );
  return stream;
}

describe('a consumer of a group to a stream', () => {
  it('gets what is there, in order, and then what comes', async () => {
    const stream = await groupOver(120);
    const inbox = consume(stream);
    const first = await inbox.acknowledge(120);
    await client.appendToStream(stream, events(3));
    const deliveries = [...first, ...(await inbox.acknowledge(3))];
    expect(deliveries.map(({ event }) => Number(event?.revision))).toEqual(
      Array.from({ length: 123 }, (_, revision) => revision),
    );
  });

  it.each([
    [2n, [2n, 3n, 4n]],
    [END, [3n, 4n]],
  ] as const)('gets what lies from %p on', async (startFrom, revisions) => {
    const stream = await groupOver(3, { startFrom });
    await client.appendToStream(stream, events(2));
    const deliveries = await consume(stream).acknowledge(revisions.length);
    expect(deliveries.map(({ event }) => event?.revision)).toEqual(revisions);
  });

  it('gets the events of a stream that came only after the group', async () => {
    const stream = newStream();
    await client.createPersistentSubscriptionToStream(stream, group, toStream());
    await client.appendToStream(stream, events(1));
    expect(indexes(await consume(stream).acknowledge(1))).toEqual([0]);
  });

  it('gets an event with its place in the log', async () => {
    const stream = newStream();
    await client.createPersistentSubscriptionToStream(stream, group, toStream());
    const { position } = await client.appendToStream(stream, events(1));
    const [delivery] = await consume(stream).acknowledge(1);
    expect(delivery?.event?.position).toEqual(position);
  });

  it('gets bytes as they were sent', async () => {
    const stream = newStream();
    await client.createPersistentSubscriptionToStream(stream, group, toStream());
    const bytes = Uint8Array.of(0, 255, 42);
    await client.appendToStream(stream, binaryEvent({ type: 'Bytes', data: bytes, metadata: bytes }));
    const [delivery] = await consume(stream).acknowledge(1);
    expect(Uint8Array.from(delivery?.event?.data as Uint8Array)).toEqual(bytes);
  });

  it('gets no more at a time than it has room for', async () => {
    const inbox = consume(await groupOver(10), 3);
    const [first] = await inbox.take(3);
    await inbox.subscription.ack(...(first ? [first] : []));
    expect(indexes(await inbox.take(1))).toEqual([3]);
    expect(inbox.size).toBe(0);
  });

  it('gets again what it refuses to be retried, and not what it skips', async () => {
    const inbox = consume(await groupOver(4), 2);
    const [one, two] = await inbox.take(2);
    if (!one || !two) throw new TypeError('Two deliveries were expected.');
    await inbox.subscription.nack('skip', 'not for us', one);
    await inbox.subscription.nack('retry', 'once more', two);
    const rest = await inbox.acknowledge(3);
    expect(rest.map(({ event, retryCount }) => [Number(event?.revision), retryCount])).toEqual(
      expect.arrayContaining([
        [1, 1],
        [2, 0],
        [3, 0],
      ]),
    );
  });

  it('gets again what it keeps for too long', async () => {
    const inbox = consume(await groupOver(1, { messageTimeout: 50 }));
    await inbox.take(1);
    const [again] = await inbox.acknowledge(1);
    expect(again?.retryCount).toBe(1);
  });

  it('is dropped when it wants to stop, and what it had goes to the others', async () => {
    const stream = await groupOver(1);
    const stopping = consume(stream);
    const [delivery] = await stopping.take(1);
    const other = await consume(stream).joined();
    await stopping.subscription.nack('stop', 'enough', ...(delivery ? [delivery] : []));
    expect(await stopping.error()).toMatchObject({ type: 'persistent-subscription-dropped' });
    expect(indexes(await other.acknowledge(1))).toEqual([0]);
  });

  it('gets links or what they lead to, as the group is set', async () => {
    const stream = newStream();
    const target = newStream();
    await client.appendToStream(target, events(1));
    const link = (to: string) => binaryEvent({ type: '$>', data: Buffer.from(to) });
    await client.appendToStream(stream, [link(`0@${target}`), link('7@nowhere')]);
    await client.createPersistentSubscriptionToStream(stream, group, toStream({ startFrom: START }));
    await client.createPersistentSubscriptionToStream(
      stream,
      'resolving',
      toStream({ startFrom: START, resolveLinkTos: true }),
    );
    const plain = await consume(stream).acknowledge(2);
    expect(plain.map(({ event }) => event?.type)).toEqual(['$>', '$>']);

    const resolving = new Inbox(client.subscribeToPersistentSubscriptionToStream(stream, 'resolving'));
    open.push(resolving);
    const [resolved, dangling] = await resolving.acknowledge(2);
    expect(resolved).toMatchObject({ event: { streamId: target }, link: { streamId: stream, revision: 0n } });
    expect(dangling?.event).toBeUndefined();
    expect(dangling?.link?.revision).toBe(1n);
    const info = () => client.getPersistentSubscriptionToStreamInfo(stream, 'resolving');
    await until(info, ({ stats }) => stats.totalInFlightMessages === 0);
  });

  it('goes on when the stream was deleted and begun anew', async () => {
    const stream = await groupOver(2);
    const inbox = consume(stream);
    await inbox.acknowledge(2);
    await client.deleteStream(stream);
    await client.appendToStream(stream, events(1, 'Anew'));
    const [anew] = await inbox.acknowledge(1);
    expect(anew?.event).toMatchObject({ type: 'Anew', revision: 2n });
  });
});

describe('several consumers of a group', () => {
  it('share the messages', async () => {
    const stream = await groupOver(0);
    const inboxes = [await consume(stream).joined(), await consume(stream).joined()];
    await client.appendToStream(stream, events(6));
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
      () => client.getPersistentSubscriptionToStreamInfo(stream, group),
      ({ connections }) => connections.length === 0,
    );
    await consume(stream).joined();
  });

  it('get the events of a stream of the log one and all, where they are pinned', async () => {
    const name = `pinned-${randomUUID()}`;
    const filter = streamNameFilter({ prefixes: [name] });
    const settings = toAll({ startFrom: START, consumerStrategyName: 'Pinned' });
    await client.createPersistentSubscriptionToAll(name, settings, { filter });
    const inboxes = [await consumeAll(name, 100).joined(), await consumeAll(name, 100).joined()];
    for (let round = 0; round < 3; round += 1) {
      for (let stream = 0; stream < 6; stream += 1)
        await client.appendToStream(`${name}-${stream}`, events(1));
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

describe('a consumer of a group to $all', () => {
  const newGroup = () => `group-${randomUUID()}`;

  it.each([
    ['stream names', (mark: string) => streamNameFilter({ prefixes: [mark] })],
    ['a pattern of stream names', (mark: string) => streamNameFilter({ regex: `^${mark}-\\d+$` })],
    ['event types', (mark: string) => eventTypeFilter({ prefixes: [mark] })],
    ['a pattern of event types', (mark: string) => eventTypeFilter({ regex: `^${mark}` })],
  ])('gets what passes by %s', async (_by, filterOf) => {
    const mark = newStream('marked');
    for (let number = 0; number < 3; number += 1) {
      await client.appendToStream(`${mark}-${number}`, events(2, `${mark}-type`));
      await client.appendToStream(newStream(), events(2));
    }
    const name = newGroup();
    await client.createPersistentSubscriptionToAll(name, toAll({ startFrom: START }), {
      filter: filterOf(mark),
    });
    const deliveries = await consumeAll(name).acknowledge(6);
    expect(deliveries.map(({ event }) => event?.streamId)).toEqual(
      [0, 0, 1, 1, 2, 2].map((number) => `${mark}-${number}`),
    );
  });

  it('gets all from a position on, that of the position included', async () => {
    const stream = newStream();
    const { position = START } = await client.appendToStream(stream, events(1));
    await client.appendToStream(stream, events(1));
    const name = newGroup();
    await client.createPersistentSubscriptionToAll(name, toAll({ startFrom: position }));
    const [first, second] = await consumeAll(name).acknowledge(2);
    expect(first?.event?.position).toEqual(position);
    expect(second?.event).toMatchObject({ streamId: stream, revision: 1n });
  });

  it('gets only what comes after the group, from the end', async () => {
    const name = newGroup();
    await client.createPersistentSubscriptionToAll(name, toAll({ startFrom: END }), {
      filter: excludeSystemEvents(),
    });
    const stream = newStream();
    await client.appendToStream(stream, jsonEvent({ type: 'Last', data: {} }));
    const [first] = await consumeAll(name).acknowledge(1);
    expect(first?.event?.streamId).toBe(stream);
  });

  it('gets system events too, but not those that groups write as they go on', async () => {
    const [name, other] = [newGroup(), newGroup()];
    const settings = toAll({ startFrom: END, checkPointUpperBound: 1 });
    await client.createPersistentSubscriptionToAll(name, settings);
    await client.createPersistentSubscriptionToAll(other, settings);
    const inboxes = [consumeAll(name), consumeAll(other)];
    const stream = newStream();
    for (let round = 0; round < 3; round += 1) {
      await client.appendToStream(stream, events(1));
      await inboxes[1]?.acknowledge(1);
    }
    const deliveries = (await inboxes[0]?.acknowledge(5)) ?? [];
    expect(deliveries.map(({ event }) => event?.streamId)).toEqual([
      '$persistentSubscriptionConfig',
      '$persistentSubscriptionConfig',
      stream,
      stream,
      stream,
    ]);
  });

  it('moves the checkpoint while nothing passes', async () => {
    const name = newGroup();
    const settings = toAll({ startFrom: END, checkPointAfter: 1, checkPointLowerBound: 1 });
    const filter = streamNameFilter({ prefixes: ['nothing-begins-like-this'] });
    await client.createPersistentSubscriptionToAll(name, settings, { filter });
    await consumeAll(name).joined();
    const { position } = await client.appendToStream(newStream(), events(1_100));
    const { stats } = await until(
      () => client.getPersistentSubscriptionToAllInfo(name),
      (info) => info.stats.lastCheckpointedEventPosition !== undefined,
    );
    expect(stats.lastCheckpointedEventPosition?.commit).toBeGreaterThanOrEqual(position?.commit ?? 0n);
  });
});
