import { newEvent, newEvents, newStream, readToEnd } from '../contract/fixtures.js';
import { useTemporaryStores } from './specs/temporary-store.js';

const stores = useTemporaryStores();

describe('positions of the embedded store', () => {
  it('follow each other from 1 without a gap, whatever is refused, repeated or invalid in between', async () => {
    const store = await stores.open();
    expect(await store.headPosition()).toBe(0n);
    const repeated = newEvents(2);
    const stream = newStream();
    await Promise.allSettled(
      Array.from({ length: 300 }, (_, index) => {
        if (index % 5 === 1) return store.append(newStream(), newEvents(3), 5);
        if (index % 5 === 2) return store.append(stream, repeated, 'no_stream');
        if (index % 5 === 3) return store.append(newStream(), [newEvent(), newEvent('')], 'any');
        return store.append(newStream(), newEvents((index % 3) + 1), 'no_stream');
      }),
    );
    const positions = (await readToEnd(store, { limit: 50 })).map(({ position }) => position);
    expect(positions).toEqual(positions.map((_, index) => BigInt(index + 1)));
    expect(await store.headPosition()).toBe(BigInt(positions.length));
  });

  it('go on where they were after the store was opened again', async () => {
    const first = await stores.open();
    await first.append(newStream(), newEvents(3), 'no_stream');
    await first.close();
    const second = await stores.open();
    expect(await second.append(newStream(), newEvents(1), 'no_stream')).toEqual({
      revision: 0,
      position: 4n,
    });
  });

  it('tell how far a read has looked, to the end', async () => {
    const store = await stores.open();
    expect(await store.readAll()).toEqual({ events: [], position: 0n, end: true });
    expect(await store.readAll({ direction: 'backwards' })).toEqual({ events: [], position: 0n, end: true });
    await store.append(newStream(), newEvents(10), 'no_stream');
    const filter = { eventTypes: ['Never'] };
    expect(await store.readAll({ filter })).toEqual({ events: [], position: 10n, end: true });
    expect(await store.readAll({ filter, direction: 'backwards' })).toEqual({
      events: [],
      position: 1n,
      end: true,
    });
    expect(await store.readAll({ limit: 4 })).toMatchObject({ position: 4n, end: false });
    expect(await store.readAll({ limit: 4, after: 6n })).toMatchObject({ position: 10n, end: true });
    expect(await store.readAll({ limit: 4, direction: 'backwards' })).toMatchObject({
      position: 7n,
      end: false,
    });
    expect(await store.readAll({ limit: 4, direction: 'backwards', after: 5n })).toMatchObject({
      position: 1n,
      end: true,
    });
    expect(await store.readAll({ after: 99n })).toEqual({ events: [], position: 99n, end: true });
  });

  it('are passed window by window where a filter matches nothing for long', async () => {
    const store = await stores.open();
    await store.append(newStream('rare'), [newEvent('Rare')], 'no_stream');
    for (let round = 0; round < 13; round += 1)
      await store.append(newStream(), newEvents(1_000), 'no_stream');
    await store.append(newStream('rare'), [newEvent('Rare')], 'no_stream');
    const filter = { eventTypes: ['Rare'] };
    expect(await store.readAll({ after: 1n, filter })).toMatchObject({ events: [], end: false });
    for (const direction of ['forwards', 'backwards'] as const) {
      expect(await readToEnd(store, { filter, direction })).toHaveLength(2);
    }
  });
});
