import { randomUUID } from 'node:crypto';
import {
  persistentSubscriptionToAllSettingsFromDefaults as toAll,
  persistentSubscriptionToStreamSettingsFromDefaults as toStream,
  START,
  streamNameFilter,
  type EventStoreDBClient,
  type PersistentSubscriptionToStreamSettings,
} from '@eventstore/db-client';
import { collect, events, newStream } from '../testing/events.js';
import { useServedStore } from '../testing/served-store.js';
import { Inbox, indexes } from './testing/inbox.js';
import { until } from './testing/until.js';

const served = useServedStore();
let client: EventStoreDBClient;
beforeAll(() => {
  client = served().connect();
});

const group = 'group';

/** A group to a stream of so many events, and a consumer of it. */
async function consumed(
  count: number,
  changes: Partial<PersistentSubscriptionToStreamSettings> = {},
): Promise<{ stream: string; inbox: Inbox }> {
  const stream = newStream();
  await client.appendToStream(stream, events(count));
  await client.createPersistentSubscriptionToStream(
    stream,
    group,
    toStream({ startFrom: START, ...changes }),
  );
  return { stream, inbox: new Inbox(client.subscribeToPersistentSubscriptionToStream(stream, group)) };
}

async function park(inbox: Inbox, count: number): Promise<void> {
  for (let parked = 0; parked < count; parked += 1) {
    await inbox.subscription.nack('park', 'not now', ...(await inbox.take(1)));
  }
}

/** Resolves when so many messages are parked. */
async function whenParked(stream: string, count: bigint): Promise<void> {
  await until(
    () => client.getPersistentSubscriptionToStreamInfo(stream, group),
    ({ stats }) => stats.parkedMessageCount === count,
  );
}

const parkedStream = (stream: string) => `$persistentsubscription-${stream}::${group}-parked`;

describe('parked messages', () => {
  it('are links in a stream that any client can read', async () => {
    const { stream, inbox } = await consumed(2);
    await park(inbox, 2);
    await whenParked(stream, 2n);
    const links = await collect(client.readStream(parkedStream(stream)));
    expect(links.map(({ event }) => event?.type)).toEqual(['$>', '$>']);
    const resolved = await collect(client.readStream(parkedStream(stream), { resolveLinkTos: true }));
    expect(resolved.map(({ event }) => [event?.streamId, event?.revision])).toEqual([
      [stream, 0n],
      [stream, 1n],
    ]);
    const [link] = links;
    expect(link?.event?.metadata).toMatchObject({ reason: "Client explicitly NAK'ed message.\nnot now" });
    await inbox.subscription.unsubscribe();
  });

  it('are those that were tried too often', async () => {
    const { stream, inbox } = await consumed(1, { maxRetryCount: 2 });
    for (const tried of [0, 1, 2]) {
      const [delivery] = await inbox.take(1);
      expect(delivery?.retryCount).toBe(tried);
      if (delivery) await inbox.subscription.nack('retry', 'cannot', delivery);
    }
    await whenParked(stream, 1n);
    await client.appendToStream(stream, events(1, 'Next'));
    const [next] = await inbox.acknowledge(1);
    expect(next?.event?.type).toBe('Next');
    await inbox.subscription.unsubscribe();
  });

  it('are done for the checkpoint', async () => {
    const { stream, inbox } = await consumed(1, { checkPointUpperBound: 1 });
    await park(inbox, 1);
    await until(
      () => client.getPersistentSubscriptionToStreamInfo(stream, group),
      ({ stats }) => stats.lastCheckpointedEventRevision === 0n,
    );
    await inbox.subscription.unsubscribe();
  });
});

describe('the replay of parked messages', () => {
  it('delivers all of them once more, in their order, and then they are parked no longer', async () => {
    const { stream, inbox } = await consumed(25);
    await park(inbox, 25);
    await whenParked(stream, 25n);
    await client.replayParkedMessagesToStream(stream, group);
    const replayed = await inbox.acknowledge(25);
    expect(indexes(replayed)).toEqual(Array.from({ length: 25 }, (_, index) => index));
    expect(replayed.map(({ retryCount }) => retryCount)).toEqual(Array.from({ length: 25 }, () => 0));
    await whenParked(stream, 0n);
    await client.replayParkedMessagesToStream(stream, group);
    await client.appendToStream(stream, events(1, 'Next'));
    expect((await inbox.acknowledge(1))[0]?.event?.type).toBe('Next');
    await inbox.subscription.unsubscribe();
  });

  it('stops after as many as are asked for', async () => {
    const { stream, inbox } = await consumed(5);
    await park(inbox, 5);
    await whenParked(stream, 5n);
    await client.replayParkedMessagesToStream(stream, group, { stopAt: 2 });
    expect(indexes(await inbox.acknowledge(2))).toEqual([0, 1]);
    await whenParked(stream, 3n);
    await client.replayParkedMessagesToStream(stream, group, { stopAt: 2 });
    expect(indexes(await inbox.acknowledge(2))).toEqual([2, 3]);
    await whenParked(stream, 1n);
    await inbox.subscription.unsubscribe();
  });

  it('parks again what is refused again', async () => {
    const { stream, inbox } = await consumed(2);
    await park(inbox, 2);
    await whenParked(stream, 2n);
    await client.replayParkedMessagesToStream(stream, group);
    await park(inbox, 1);
    expect(indexes(await inbox.acknowledge(1))).toEqual([1]);
    await whenParked(stream, 1n);
    await client.replayParkedMessagesToStream(stream, group);
    expect(indexes(await inbox.acknowledge(1))).toEqual([0]);
    await whenParked(stream, 0n);
    await inbox.subscription.unsubscribe();
  });

  it('keeps parked what a consumer that leaves has not answered for, until somebody else does', async () => {
    const { stream, inbox } = await consumed(2);
    await park(inbox, 2);
    await whenParked(stream, 2n);
    await client.replayParkedMessagesToStream(stream, group);
    await inbox.take(2);
    await inbox.subscription.unsubscribe();
    const other = new Inbox(client.subscribeToPersistentSubscriptionToStream(stream, group));
    const [one, two] = await other.take(2);
    expect(indexes([one, two].filter((each) => each !== undefined))).toEqual([0, 1]);
    await whenParked(stream, 2n);
    await other.subscription.ack(...[one, two].filter((each) => each !== undefined));
    await whenParked(stream, 0n);
    await other.subscription.unsubscribe();
  });

  it('waits for somebody to consume', async () => {
    const { stream, inbox } = await consumed(1);
    await park(inbox, 1);
    await whenParked(stream, 1n);
    await inbox.subscription.unsubscribe();
    await client.replayParkedMessagesToStream(stream, group);
    const other = new Inbox(client.subscribeToPersistentSubscriptionToStream(stream, group));
    expect(indexes(await other.acknowledge(1))).toEqual([0]);
    await other.subscription.unsubscribe();
  });

  it('shows the link alone of an event that is gone', async () => {
    const { stream, inbox } = await consumed(1);
    await park(inbox, 1);
    await whenParked(stream, 1n);
    await client.deleteStream(stream);
    await client.replayParkedMessagesToStream(stream, group);
    const [replayed] = await inbox.acknowledge(1);
    expect(replayed).toMatchObject({ link: { streamId: parkedStream(stream) } });
    expect(replayed?.event).toBeUndefined();
    await whenParked(stream, 0n);
    await inbox.subscription.unsubscribe();
  });

  it('works for a group to $all too', async () => {
    const name = `group-${randomUUID()} ヽ / ﾉ`;
    const stream = newStream('marked');
    await client.createPersistentSubscriptionToAll(name, toAll({ startFrom: START }), {
      filter: streamNameFilter({ prefixes: [stream] }),
    });
    await client.appendToStream(stream, events(3));
    const inbox = new Inbox(client.subscribeToPersistentSubscriptionToAll(name));
    await park(inbox, 3);
    await until(
      () => client.getPersistentSubscriptionToAllInfo(name),
      ({ stats }) => stats.parkedMessageCount === 3n,
    );
    await client.replayParkedMessagesToAll(name, { stopAt: 2 });
    expect(indexes(await inbox.acknowledge(2))).toEqual([0, 1]);
    await inbox.subscription.unsubscribe();
  });

  it('cannot stop before it begins', async () => {
    const { stream, inbox } = await consumed(0);
    await expect(client.replayParkedMessagesToStream(stream, group, { stopAt: -1 })).rejects.toMatchObject({
      type: 'persistent-subscription-failed',
    });
    await inbox.subscription.unsubscribe();
  });
});
