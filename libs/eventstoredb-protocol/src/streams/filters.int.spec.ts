import {
  eventTypeFilter,
  excludeSystemEvents,
  streamNameFilter,
  type EventStoreDBClient,
  type Filter,
} from '@eventstore/db-client';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { readStreamName } from '../messages/stream-name.js';
import { collect, events } from '../testing/events.js';
import { readRaw } from '../testing/raw-read.js';
import { useServedStore } from '../testing/served-store.js';

const served = useServedStore();
let client: EventStoreDBClient;
beforeAll(async () => {
  client = served().connect();
  await client.appendToStream('apple-1', events(2, 'Picked'));
  await client.appendToStream('pear-1', events(2, 'Picked'));
  await client.appendToStream('apple-2', events(1, 'Eaten'));
  await client.setStreamMetadata('apple-1', { cacheControl: 1 });
});

/** The first so many that a filter lets pass. */
async function passing(filter: Filter, count: number): Promise<readonly string[]> {
  const seen: string[] = [];
  const subscription = client.subscribeToAll({ filter });
  for await (const { event } of subscription) {
    seen.push(`${event?.streamId ?? ''} ${event?.type ?? ''}`);
    if (seen.length === count) break;
  }
  await subscription.unsubscribe();
  return seen;
}

describe('a filter', () => {
  it.each([
    [
      'prefixes of streams',
      streamNameFilter({ prefixes: ['pear', 'apple-2'] }),
      ['pear-1 Picked', 'pear-1 Picked', 'apple-2 Eaten'],
    ],
    [
      'prefixes of types',
      eventTypeFilter({ prefixes: ['Eat', '$met'] }),
      ['apple-2 Eaten', '$$apple-1 $metadata'],
    ],
    [
      'a pattern of streams',
      streamNameFilter({ regex: '^[ab].*-[0-9]$' }),
      ['apple-1 Picked', 'apple-1 Picked', 'apple-2 Eaten'],
    ],
    [
      'a pattern of types',
      eventTypeFilter({ regex: '^(Eaten|.meta.*)$' }),
      ['apple-2 Eaten', '$$apple-1 $metadata'],
    ],
    [
      'the exclusion of system events',
      excludeSystemEvents(),
      ['apple-1 Picked', 'apple-1 Picked', 'pear-1 Picked', 'pear-1 Picked', 'apple-2 Eaten'],
    ],
    [
      'a pattern of what is excluded',
      streamNameFilter({ regex: String.raw`^(?!(\$.+$|apple-1$))` }),
      ['pear-1 Picked', 'pear-1 Picked', 'apple-2 Eaten'],
    ],
  ])('may be %s', async (_, filter, wanted) => {
    expect(await passing(filter, wanted.length)).toEqual(wanted);
  });

  it.each([
    ['that looks around', '(?=a)'],
    ['that is malformed', '(['],
    ['that is too long', 'a'.repeat(1_001)],
  ])('with a pattern %s is refused', async (_, regex) => {
    const subscription = client.subscribeToAll({ filter: eventTypeFilter({ regex }) });
    await expect(collect(subscription)).rejects.toMatchObject({ code: 3 });
  });

  it('with a pattern that would keep another engine busy for ever costs next to nothing', async () => {
    await client.appendToStream('long-1', events(1, `${'a'.repeat(400)}!`));
    const subscription = client.subscribeToAll({ filter: eventTypeFilter({ regex: '^(a+)+$' }) });
    await new Promise<void>((resolve) => subscription.once('caughtUp', resolve));
    await subscription.unsubscribe();
  });
});

describe('a filtered read', () => {
  const { Options } = streams.ReadReq;
  const { FORWARDS, BACKWARDS } = Options.ReadDirection;
  const expression = (prefixes: string[], regex = '') =>
    new Options.FilterOptions.Expression().setPrefixList(prefixes).setRegex(regex);
  const ofStreams = (...prefixes: string[]) =>
    new Options.FilterOptions().setStreamIdentifier(expression(prefixes));
  const ofTypes = (pattern: string) => new Options.FilterOptions().setEventType(expression([], pattern));

  it.each([
    [FORWARDS, ofStreams('pear', 'apple-2'), 9, ['pear-1', 'pear-1', 'apple-2']],
    [FORWARDS, ofStreams('pear', 'apple-2'), 2, ['pear-1', 'pear-1']],
    [BACKWARDS, ofStreams('pear', 'apple-2'), 2, ['apple-2', 'pear-1']],
    [FORWARDS, ofTypes('^Ea'), 9, ['apple-2']],
    [BACKWARDS, ofTypes('^Nothing$'), 9, []],
  ])('answers what passes and nothing else (%#)', async (direction, filter, count, wanted) => {
    const all = new Options.AllOptions();
    if (direction === FORWARDS) all.setStart(new shared.Empty());
    else all.setEnd(new shared.Empty());
    const options = new Options().setAll(all).setReadDirection(direction).setCount(String(count));
    const read = await readRaw(served().server.port, options.setFilter(filter.setMax(32)));
    const names = read.map((response) =>
      readStreamName(response.getEvent()?.getEvent()?.getStreamIdentifier()),
    );
    expect(names).toEqual(wanted);
  });
});

describe('the checkpoints of a filtered subscription', () => {
  it('come once in so many events, and when it has caught up, also while nothing passes', async () => {
    const { position: start } = await client.appendToStream('checked-1', events(1));
    await client.appendToStream('checked-1', events(100));
    const from = start?.commit ?? 0n;
    const told: bigint[] = [];
    const { promise, resolve } = deferred();
    const filter = eventTypeFilter({
      prefixes: ['Nothing'],
      checkpointInterval: 1,
      checkpointReached: async (_, { commit, prepare }) => {
        expect(prepare).toBe(commit);
        told.push(commit - from);
        if (told.length === 4) await client.appendToStream('checked-1', events(40));
        if (told.length === 5) resolve();
      },
    });
    const subscription = client.subscribeToAll({ fromPosition: start ?? 'end', filter });
    subscription.resume();
    await promise;
    await subscription.unsubscribe();
    expect(told).toEqual([32n, 64n, 96n, 100n, 132n]);
  });

  it('come in the wanted interval, between the events', async () => {
    const { position: start } = await client.appendToStream('checked-2', events(1, 'Marked'));
    await client.appendToStream('checked-2', events(10, 'Checked'));
    const from = start?.commit ?? 0n;
    const told: string[] = [];
    const filter = eventTypeFilter({
      prefixes: ['Checked'],
      maxSearchWindow: 2,
      checkpointInterval: 2,
      checkpointReached: async (_, { commit }) => {
        told.push(`checkpoint ${commit - from}`);
      },
    });
    const subscription = client.subscribeToAll({ fromPosition: start ?? 'end', filter });
    subscription.on('data', ({ event }) => told.push(`event ${(event?.position.commit ?? 0n) - from}`));
    await new Promise<void>((resolve) => subscription.once('caughtUp', resolve));
    await subscription.unsubscribe();
    expect(told.filter((what) => what.startsWith('checkpoint'))).toEqual([
      'checkpoint 4',
      'checkpoint 8',
      'checkpoint 10',
    ]);
    expect(told.indexOf('checkpoint 4')).toBe(told.indexOf('event 4') + 1);
  });
});

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
