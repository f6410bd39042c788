import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { StoreLocked } from '#sqlite';
import { eventsOf, newEvents, newStream, pullUntil } from '../contract/fixtures.js';
import { openEmbeddedEventReader } from './index.js';
import { startScript } from './specs/child-process.js';
import { useTemporaryStores } from './specs/temporary-store.js';

const stores = useTemporaryStores();

describe('an embedded store and several processes', () => {
  it('refuses a second writer, in another process and in its own, until the first is closed', async () => {
    const store = await stores.open();
    await store.append(newStream(), newEvents(1), 'no_stream');
    const second = startScript('append-once', stores.path());
    expect(await second.nextLine()).toBe('STORE_LOCKED');
    await expect(stores.open()).rejects.toThrow(StoreLocked);
    await expect(stores.open()).rejects.toThrow(stores.path());
    await store.close();
    const third = startScript('append-once', stores.path());
    expect(await third.nextLine()).toBe('open');
    await third.kill();
    const fourth = await stores.open();
    expect(await fourth.headPosition()).toBe(1n);
  });

  it('lets a reader see what another process commits, and subscribe to it', async () => {
    const writer = startScript('append-once', stores.path());
    expect(await writer.nextLine()).toBe('open');
    const reader = await openEmbeddedEventReader({ directory: stores.path() });
    expect(await reader.headPosition()).toBe(0n);

    const all = pullUntil(reader.subscribeToAll(), (batches) => {
      if (batches.length === 1) writer.write('\n'.repeat(5));
      return eventsOf(batches).length === 10;
    });
    const one = pullUntil(
      reader.subscribeToStream('elsewhere-1'),
      (batches) => eventsOf(batches).length === 10,
    );
    for (let line = 1; line <= 5; line += 1) expect(await writer.nextLine()).toBe(String(line));
    expect(await reader.headPosition()).toBe(5n);
    writer.write('\n'.repeat(5));
    expect(eventsOf(await all).map(({ position }) => Number(position))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    expect(eventsOf(await one).map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await writer.kill();
    expect(await reader.readStream('elsewhere-1')).toHaveLength(10);
    await reader.close();
  });

  it('ends the subscriptions of a reader that is closed, and refuses to read on', async () => {
    await (await stores.open()).close();
    const reader = await openEmbeddedEventReader({ directory: stores.path() });
    const waiting = pullUntil(reader.subscribeToAll(), () => false);
    await turnOfTheLoop();
    await reader.close();
    expect(await waiting).toHaveLength(1);
    await expect(reader.headPosition()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
