import {
  END,
  eventTypeFilter,
  excludeSystemEvents,
  jsonEvent,
  persistentSubscriptionToAllSettingsFromDefaults as toAll,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { events, newStream } from '../testing/events.js';
import { newGroup, useConsumers } from './testing/consumers.js';
import { until } from './testing/until.js';

const { client, consumeAll } = useConsumers();

describe('a consumer of a group to $all', () => {
  it.each([
    ['stream names', (mark: string) => streamNameFilter({ prefixes: [mark] })],
    ['a pattern of stream names', (mark: string) => streamNameFilter({ regex: `^${mark}-\\d+$` })],
    ['event types', (mark: string) => eventTypeFilter({ prefixes: [mark] })],
    ['a pattern of event types', (mark: string) => eventTypeFilter({ regex: `^${mark}` })],
  ])('gets what passes by %s', async (_by, filterOf) => {
    const mark = newStream('marked');
    for (let number = 0; number < 3; number += 1) {
      await client().appendToStream(`${mark}-${number}`, events(2, `${mark}-type`));
      await client().appendToStream(newStream(), events(2));
    }
    const name = newGroup();
    await client().createPersistentSubscriptionToAll(name, toAll({ startFrom: START }), {
      filter: filterOf(mark),
    });
    const deliveries = await consumeAll(name).acknowledge(6);
    expect(deliveries.map(({ event }) => event?.streamId)).toEqual(
      [0, 0, 1, 1, 2, 2].map((number) => `${mark}-${number}`),
    );
  });

  it('gets all from a position on, that of the position included', async () => {
    const stream = newStream();
    const { position = START } = await client().appendToStream(stream, events(1));
    await client().appendToStream(stream, events(1));
    const name = newGroup();
    await client().createPersistentSubscriptionToAll(name, toAll({ startFrom: position }));
    const [first, second] = await consumeAll(name).acknowledge(2);
    expect(first?.event?.position).toEqual(position);
    expect(second?.event).toMatchObject({ streamId: stream, revision: 1n });
  });

  it('gets only what comes after the group, from the end', async () => {
    const name = newGroup();
    await client().createPersistentSubscriptionToAll(name, toAll({ startFrom: END }), {
      filter: excludeSystemEvents(),
    });
    const stream = newStream();
    await client().appendToStream(stream, jsonEvent({ type: 'Last', data: {} }));
    const [first] = await consumeAll(name).acknowledge(1);
    expect(first?.event?.streamId).toBe(stream);
  });

  it('gets system events too, but not those that groups write as they go on', async () => {
    const [name, other] = [newGroup(), newGroup()];
    const settings = toAll({ startFrom: END, checkPointUpperBound: 1 });
    await client().createPersistentSubscriptionToAll(name, settings);
    await client().createPersistentSubscriptionToAll(other, settings);
    const inboxes = [consumeAll(name), consumeAll(other)];
    const stream = newStream();
    for (let round = 0; round < 3; round += 1) {
      await client().appendToStream(stream, events(1));
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
    await client().createPersistentSubscriptionToAll(name, settings, { filter });
    await consumeAll(name).joined();
    const { position } = await client().appendToStream(newStream(), events(1_100));
    const { stats } = await until(
      () => client().getPersistentSubscriptionToAllInfo(name),
      (info) => info.stats.lastCheckpointedEventPosition !== undefined,
    );
    expect(stats.lastCheckpointedEventPosition?.commit).toBeGreaterThanOrEqual(position?.commit ?? 0n);
  });
});
