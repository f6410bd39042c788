import { rmSync, writeFileSync } from 'node:fs';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import { StorageError } from '#sqlite';
import { newEvent, newEvents, newStream } from '../contract/fixtures.js';
import { openEmbeddedEventReader, openEmbeddedEventStore } from './index.js';
import { useTemporaryStores } from './specs/temporary-store.js';

const stores = useTemporaryStores();
const LIMITED = new URL('./specs/limited-append-program.js', import.meta.url);

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
    const store = await stores.open(LIMITED);
    const limit = stores.path('events.sqlite.max-pages');
    const stream = newStream();
    await store.append(stream, newEvents(2), 'no_stream');
    writeFileSync(limit, '1');
    const large = newEvent('Large', { text: 'x'.repeat(100_000) });
    const refused = await Promise.allSettled([
      store.append(stream, [large], 1),
      store.append(newStream(), [newEvent('Large', { text: 'x'.repeat(100_000) })], 'no_stream'),
    ]);
    expect(refused).toMatchObject([
      { reason: { code: 'STORE_UNAVAILABLE' } },
      { reason: { code: 'STORE_UNAVAILABLE' } },
    ]);
    expect(await store.readStream(stream)).toHaveLength(2);
    expect(await store.headPosition()).toBe(2n);
    writeFileSync(limit, '1000000');
    expect(await store.append(stream, [large], 1)).toEqual({ revision: 2, position: 3n });
  });

  it('does not hold up the event loop while it flushes', async () => {
    const store = await stores.open();
    let settled = 0;
    let turns = 0;
    const appends = Array.from({ length: 20 }, async () => {
      await store.append(newStream(), newEvents(1), 'no_stream');
      settled += 1;
    });
    // A turn of the loop before any answer, though all were handed over in the first: the flush runs elsewhere.
    while (settled === 0) {
      await turnOfTheLoop();
      turns += 1;
    }
    expect(turns).toBeGreaterThan(1);
    await Promise.all(appends);
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

  it('does not let a reader make a store where there is none', async () => {
    await expect(openEmbeddedEventReader({ directory: stores.path() })).rejects.toMatchObject({
      code: 'FILE_MISSING',
    });
  });
});
