import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import { StorageError } from '#sqlite';
import { eventsOf, newEvent, newEvents, newStream, pullUntil } from '../contract/fixtures.js';
import { openEmbeddedEventReader, openEmbeddedEventStore } from './index.js';
import { FAULTS } from './specs/faulty-append-program.js';
import { useTemporaryStores } from './specs/temporary-store.js';

const stores = useTemporaryStores();
const FAULTY = new URL('./specs/faulty-append-program.js', import.meta.url);

/** One sentence: it names the file, says what to do, and shows nothing of the code. */
async function refusal(directory: string): Promise<{ code: string; message: string }> {
  const error: unknown = await openEmbeddedEventStore({ directory }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StorageError)) throw new TypeError(`Expected a storage error, not ${String(error)}`);
  expect(error.message).toMatch(/^[^\n]+: [^\n]+\.$/);
  expect(error.message).toContain(directory);
  return error;
}

describe('faults of the embedded store', () => {
  it('says that it is unavailable while the disk is full, keeps reading, and goes on when there is space', async () => {
    const store = await stores.open(FAULTY);
    const [stream, neighbour] = [newStream(), newStream()];
    await store.append(stream, newEvents(1), 'no_stream');
    writeFileSync(stores.path(FAULTS.hold), '');
    const held = store.append(stream, newEvents(1), 0);
    while (!existsSync(stores.path(FAULTS.held))) await turnOfTheLoop();
    writeFileSync(stores.path(FAULTS.maxPages), '1');
    const small = newEvent();
    const large = newEvent('Large', { text: 'x'.repeat(100_000) });
    // Both come while the writer is at work, and share a transaction; the first fits, and is undone with the other.
    const answers = Promise.allSettled([
      store.append(neighbour, [small], 'no_stream'),
      store.append(stream, [large], 1),
    ]);
    rmSync(stores.path(FAULTS.hold));
    await held;
    const refused = await answers;
    expect(refused).toMatchObject([
      { reason: { code: 'STORE_UNAVAILABLE' } },
      { reason: { code: 'STORE_UNAVAILABLE' } },
    ]);
    expect(await store.readStream(stream)).toHaveLength(2);
    expect(await store.readStream(neighbour)).toEqual([]);
    expect(await store.headPosition()).toBe(2n);
    writeFileSync(stores.path(FAULTS.maxPages), '1000000');
    expect(await store.append(stream, [large], 1)).toEqual({ revision: 2, position: 3n });
    expect(await store.append(neighbour, [small], 'no_stream')).toEqual({ revision: 0, position: 4n });
    expect(await store.readStream(neighbour)).toMatchObject([{ id: small.id, position: 4n }]);
  });

  it('answers after the commit alone, and meanwhile holds up neither the event loop nor a reader', async () => {
    const store = await stores.open(FAULTY);
    const stream = newStream();
    await store.append(stream, newEvents(2), 'no_stream');
    writeFileSync(stores.path(FAULTS.hold), '');
    let answered = false;
    const append = store.append(stream, newEvents(1), 1).finally(() => {
      answered = true;
    });
    while (!existsSync(stores.path(FAULTS.held))) await turnOfTheLoop();
    const live = pullUntil(store.subscribeToAll(), (batches) => eventsOf(batches).length === 3);
    const reader = await openEmbeddedEventReader({ directory: stores.path() });
    for (const other of [store, reader]) {
      expect(await other.readStream(stream)).toHaveLength(2);
      expect(await other.headPosition()).toBe(2n);
    }
    await reader.close();
    expect(answered).toBe(false);
    rmSync(stores.path(FAULTS.hold));
    expect(await append).toEqual({ revision: 2, position: 3n });
    expect(await store.readStream(stream)).toHaveLength(3);
    expect(eventsOf(await live)).toHaveLength(3);
  });

  it('leaves the outcome open when its writer crashes, and takes the same append again', async () => {
    const store = await stores.open(FAULTY);
    const stream = newStream();
    await store.append(stream, newEvents(2), 'no_stream');
    writeFileSync(stores.path(FAULTS.crash), '');
    const event = newEvent();
    await expect(store.append(stream, [event], 1)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    rmSync(stores.path(FAULTS.crash));
    const answer = { revision: 2, position: 3n };
    expect(await store.append(stream, [event], 1)).toEqual(answer);
    expect(await store.append(stream, [event], 1)).toEqual(answer);
    expect(await store.headPosition()).toBe(3n);
  });

  it('refuses a file that is not a database', async () => {
    writeFileSync(stores.path('events.sqlite'), 'not a database, whatever its name says '.repeat(50));
    expect((await refusal(stores.path())).code).toBe('FILE_CORRUPT');
  });

  it('refuses a database of another program', async () => {
    const other = new DatabaseSync(stores.path('events.sqlite'));
    other.exec('CREATE TABLE events (id INTEGER)');
    other.close();
    expect((await refusal(stores.path())).code).toBe('FILE_FOREIGN');
  });

  it('refuses a directory that cannot be made, and gives back the lock after a refusal', async () => {
    writeFileSync(stores.path('file'), '');
    expect((await refusal(stores.path('file', 'data'))).code).toBe('STORAGE_UNWRITABLE');

    writeFileSync(stores.path('events.sqlite'), 'not a database '.repeat(100));
    expect((await refusal(stores.path())).code).toBe('FILE_CORRUPT');
    rmSync(stores.path('events.sqlite'));
    await stores.open();
  });

  it.each(['{"cut off', 'null', '5'])('names an event that was overwritten with %s', async (json) => {
    const store = await stores.open();
    const stream = newStream();
    await store.append(stream, newEvents(2), 'no_stream');
    const intruder = new DatabaseSync(stores.path('events.sqlite'));
    intruder.prepare('UPDATE events SET metadata = ? WHERE position = 2').run(json);
    intruder.close();
    const damaged = { code: 'STORE_UNAVAILABLE', message: expect.stringContaining('position 2') as string };
    await expect(store.readAll()).rejects.toMatchObject(damaged);
    await expect(store.readStream(stream)).rejects.toMatchObject(damaged);
    expect(await store.readAll({ limit: 1 })).toMatchObject({ events: [{ position: 1n }] });
  });

  it('does not let a reader make a store where there is none', async () => {
    await expect(openEmbeddedEventReader({ directory: stores.path() })).rejects.toMatchObject({
      code: 'FILE_MISSING',
    });
  });
});
