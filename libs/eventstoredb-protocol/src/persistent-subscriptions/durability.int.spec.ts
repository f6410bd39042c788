import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import {
  EventStoreDBClient,
  persistentSubscriptionToAllSettingsFromDefaults as toAll,
  persistentSubscriptionToStreamSettingsFromDefaults as toStream,
  PINNED,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { collect, events } from '../testing/events.js';
import { ServingProcess } from '../testing/serving-process.js';
import { Inbox, indexes } from './testing/inbox.js';
import { until } from './testing/until.js';

jest.setTimeout(60_000);

const directory = mkdtempSync(join(tmpdir(), 'second-shot-'));
const [stream, group] = ['orders', 'billing'];

/** The store in a process of its own, and a client of it. */
class Served {
  private constructor(
    readonly process: ServingProcess,
    readonly client: EventStoreDBClient,
  ) {}

  static async start(): Promise<Served> {
    const serving = await ServingProcess.start(directory);
    const address = `esdb://localhost:${serving.port}?tls=false`;
    return new Served(serving, EventStoreDBClient.connectionString(address));
  }

  async end(how: 'kill' | 'stop'): Promise<void> {
    await this.process[how]();
    await this.client.dispose();
  }
}

let served: Served;
beforeAll(async () => {
  served = await Served.start();
});
afterAll(async () => {
  await served.end('kill');
  rmSync(directory, { recursive: true, force: true });
});

async function restart(how: 'kill' | 'stop'): Promise<EventStoreDBClient> {
  await served.end(how);
  served = await Served.start();
  return served.client;
}

const consume = (client: EventStoreDBClient, ofStream = stream, ofGroup = group) =>
  new Inbox(client.subscribeToPersistentSubscriptionToStream(ofStream, ofGroup));

it('a group and its settings outlive a kill', async () => {
  const settings = toStream({ startFrom: 3n, maxRetryCount: 4, consumerStrategyName: PINNED });
  const ofAll = toAll({ startFrom: START });
  await served.client.createPersistentSubscriptionToStream('kept', 'group', settings);
  await served.client.createPersistentSubscriptionToStream('kept', 'deleted', settings);
  await served.client.createPersistentSubscriptionToAll('filtered', ofAll, {
    filter: streamNameFilter({ regex: '^filtered-[ab]$' }),
  });
  await served.client.deletePersistentSubscriptionToStream('kept', 'deleted');
  const client = await restart('kill');
  const groups = await client.listPersistentSubscriptionsToStream('kept');
  expect(groups).toMatchObject([{ groupName: 'group', settings }]);
  expect(await client.getPersistentSubscriptionToAllInfo('filtered')).toMatchObject({ settings: ofAll });

  for (const name of ['filtered-a', 'filtered-c', 'filtered-b']) await client.appendToStream(name, events(1));
  const inbox = new Inbox(client.subscribeToPersistentSubscriptionToAll('filtered'));
  const deliveries = await inbox.acknowledge(2);
  expect(deliveries.map(({ event }) => event?.streamId)).toEqual(['filtered-a', 'filtered-b']);
});

it('the end that a group starts from stays where it was', async () => {
  await served.client.appendToStream('ended', events(2, 'Before'));
  await served.client.createPersistentSubscriptionToStream('ended', group, toStream());
  await served.client.appendToStream('ended', events(2, 'After'));
  const client = await restart('kill');
  const [first] = await consume(client, 'ended').acknowledge(1);
  expect(first?.event).toMatchObject({ type: 'After', revision: 2n });
});

it('what is done when the server is closed is not delivered again', async () => {
  await served.client.appendToStream('closed', events(5));
  await served.client.createPersistentSubscriptionToStream('closed', group, toStream({ startFrom: START }));
  await consume(served.client, 'closed').acknowledge(3);
  await until(
    () => served.client.getPersistentSubscriptionToStreamInfo('closed', group),
    ({ stats }) => stats.totalInFlightMessages === 2,
  );
  const client = await restart('stop');
  expect(indexes(await consume(client, 'closed').acknowledge(2))).toEqual([3, 4]);
});

it('what a consumer had when the server was closed does not count as tried', async () => {
  const settings = toStream({ startFrom: START, maxRetryCount: 0 });
  await served.client.appendToStream('held', events(2));
  await served.client.createPersistentSubscriptionToStream('held', group, settings);
  await consume(served.client, 'held').take(2);
  const client = await restart('stop');
  expect(indexes(await consume(client, 'held').acknowledge(2))).toEqual([0, 1]);
  const { stats } = await client.getPersistentSubscriptionToStreamInfo('held', group);
  expect(stats.parkedMessageCount).toBe(0n);
});

it('through kills everything is delivered, and nothing before its checkpoint again', async () => {
  const rounds = 3;
  const perRound = 40;
  await served.client.createPersistentSubscriptionToStream(
    stream,
    group,
    toStream({ startFrom: START, checkPointUpperBound: 5 }),
  );
  const seen = new Set<bigint>();
  let { client } = served;
  for (let round = 0; round < rounds; round += 1) {
    const before = await client.getPersistentSubscriptionToStreamInfo(stream, group);
    const checkpoint = before.stats.lastCheckpointedEventRevision ?? -1n;
    await client.appendToStream(stream, events(perRound));
    const isLast = round === rounds - 1;
    const inbox = consume(client);
    const wanted = isLast ? rounds * perRound - Number(checkpoint) - 1 : perRound / 2;
    for (const { event } of await inbox.acknowledge(wanted)) {
      expect(event?.revision).toBeGreaterThan(checkpoint);
      if (event) seen.add(event.revision);
    }
    if (isLast) break;
    await until(
      () => client.getPersistentSubscriptionToStreamInfo(stream, group),
      ({ stats }) => (stats.lastCheckpointedEventRevision ?? -1n) > checkpoint,
    );
    client = await restart('kill');
  }
  expect([...seen].sort((one, other) => Number(one - other))).toEqual(
    Array.from({ length: rounds * perRound }, (_, revision) => BigInt(revision)),
  );
});

it('what is parked stays parked through a kill, also one in the middle of a replay', async () => {
  const settings = toStream({ startFrom: START, checkPointUpperBound: 1 });
  const info = (client: EventStoreDBClient) => client.getPersistentSubscriptionToStreamInfo('parking', group);
  await served.client.appendToStream('parking', events(3));
  await served.client.createPersistentSubscriptionToStream('parking', group, settings);
  const first = consume(served.client, 'parking');
  await first.subscription.nack('park', 'later', ...(await first.take(3)));
  await until(
    () => info(served.client),
    ({ stats }) => stats.lastCheckpointedEventRevision === 2n,
  );

  let client = await restart('kill');
  expect((await info(client)).stats.parkedMessageCount).toBe(3n);
  await client.replayParkedMessagesToStream('parking', group);
  expect(indexes(await consume(client, 'parking').take(3))).toEqual([0, 1, 2]);

  client = await restart('kill');
  expect(await collect(client.readStream(`$persistentsubscription-parking::${group}-parked`))).toHaveLength(
    3,
  );
  await client.replayParkedMessagesToStream('parking', group);
  expect(indexes(await consume(client, 'parking').acknowledge(3))).toEqual([0, 1, 2]);
  await until(
    () => info(client),
    ({ stats }) => stats.parkedMessageCount === 0n,
  );
});
