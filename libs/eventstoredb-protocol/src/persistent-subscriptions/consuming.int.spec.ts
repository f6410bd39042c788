import {
  binaryEvent,
  END,
  persistentSubscriptionToStreamSettingsFromDefaults as toStream,
  START,
} from '@eventstore/db-client';
import { events, newStream } from '../testing/events.js';
import { group, useConsumers } from './testing/consumers.js';
import { indexes } from './testing/inbox.js';
import { until } from './testing/until.js';

const { client, consume, groupOver } = useConsumers();

describe('a consumer of a group to a stream', () => {
  it('gets what is there, in order, and then what comes', async () => {
    const stream = await groupOver(120);
    const inbox = consume(stream);
    const first = await inbox.acknowledge(120);
    await client().appendToStream(stream, events(3));
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
    await client().appendToStream(stream, events(2));
    const deliveries = await consume(stream).acknowledge(revisions.length);
    expect(deliveries.map(({ event }) => event?.revision)).toEqual(revisions);
  });

  it('gets the events of a stream that came only after the group', async () => {
    const stream = newStream();
    await client().createPersistentSubscriptionToStream(stream, group, toStream());
    await client().appendToStream(stream, events(1));
    expect(indexes(await consume(stream).acknowledge(1))).toEqual([0]);
  });

  it('gets an event with its place in the log', async () => {
    const stream = newStream();
    await client().createPersistentSubscriptionToStream(stream, group, toStream());
    const { position } = await client().appendToStream(stream, events(1));
    const [delivery] = await consume(stream).acknowledge(1);
    expect(delivery?.event?.position).toEqual(position);
  });

  it('gets bytes as they were sent', async () => {
    const stream = newStream();
    await client().createPersistentSubscriptionToStream(stream, group, toStream());
    const bytes = Uint8Array.of(0, 255, 42);
    await client().appendToStream(stream, binaryEvent({ type: 'Bytes', data: bytes, metadata: bytes }));
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
    await client().appendToStream(target, events(1));
    const link = (to: string) => binaryEvent({ type: '$>', data: Buffer.from(to) });
    await client().appendToStream(stream, [link(`0@${target}`), link('7@nowhere')]);
    await client().createPersistentSubscriptionToStream(stream, group, toStream({ startFrom: START }));
    await client().createPersistentSubscriptionToStream(
      stream,
      'resolving',
      toStream({ startFrom: START, resolveLinkTos: true }),
    );
    const plain = await consume(stream).acknowledge(2);
    expect(plain.map(({ event }) => event?.type)).toEqual(['$>', '$>']);

    const [resolved, dangling] = await consume(stream, 10, 'resolving').acknowledge(2);
    expect(resolved).toMatchObject({ event: { streamId: target }, link: { streamId: stream, revision: 0n } });
    expect(dangling?.event).toBeUndefined();
    expect(dangling?.link?.revision).toBe(1n);
    const info = () => client().getPersistentSubscriptionToStreamInfo(stream, 'resolving');
    await until(info, ({ stats }) => stats.totalInFlightMessages === 0);
  });

  it('goes on when the stream was deleted and begun anew', async () => {
    const stream = await groupOver(2);
    const inbox = consume(stream);
    await inbox.acknowledge(2);
    await client().deleteStream(stream);
    await client().appendToStream(stream, events(1, 'Anew'));
    const [anew] = await inbox.acknowledge(1);
    expect(anew?.event).toMatchObject({ type: 'Anew', revision: 2n });
  });
});
