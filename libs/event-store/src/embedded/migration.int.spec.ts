import { openDatabase, prepare } from '#sqlite';
import { foreignEvent, readStream } from './specs/log-events.js';
import { useTemporaryStores } from './specs/temporary-store.js';
import { EVENT_STORE, FILE_NAME } from './schema.js';

const stores = useTemporaryStores();

/** A store as the first version of the programme left it. */
function writeFirstVersion(): void {
  const kind = { ...EVENT_STORE, migrations: EVENT_STORE.migrations.slice(0, 1) };
  const database = openDatabase(stores.path(FILE_NAME), { kind, synchronous: 'FULL' });
  database.exec("INSERT INTO streams (name) VALUES ('old')");
  prepare(database, "INSERT INTO events VALUES (1, 1, 0, 'Known', ?, 0, '{\"a\":1}', '{}')").run(
    '00000000-0000-4000-8000-000000000001',
  );
  database.close();
}

describe('a store of the first version', () => {
  it('is brought up to date with all that it has', async () => {
    writeFirstVersion();
    const store = await stores.open();
    expect(await store.readStream('old')).toMatchObject([{ type: 'Known', data: { a: 1 }, position: 1n }]);
    await store.log.append('old', [foreignEvent({ isJson: false })], 0);
    expect((await readStream(store.log, 'old')).map(({ isJson }) => isJson)).toEqual([true, false]);
  });
});
