import { DatabaseSync } from '@photostructure/sqlite';
import { newEvents, newStream } from '../contract/fixtures.js';
import { openEmbeddedEventReader } from './embedded-event-reader.js';
import { FILE_NAME } from './schema.js';
import { useTemporaryStores } from './specs/temporary-store.js';

const stores = useTemporaryStores();

describe('positions that are missing from the embedded store', () => {
  async function missingAfter(...statements: readonly string[]): Promise<readonly (readonly bigint[])[]> {
    const store = await stores.open();
    await store.append(newStream(), newEvents(6), 'no_stream');
    await store.append(newStream(), newEvents(4), 'no_stream');
    await store.close();
    const database = new DatabaseSync(stores.path(FILE_NAME));
    for (const statement of statements) database.exec(statement);
    database.close();
    const reader = await openEmbeddedEventReader({ directory: stores.path() });
    const missing = reader.missingPositions().map(({ first, last }) => [first, last]);
    await reader.close();
    return missing;
  }

  it('are none where nothing was removed', async () => {
    expect(await missingAfter()).toEqual([]);
  });

  it('are those of events that were removed, the first of all and the last of a stream included', async () => {
    const removed = await missingAfter('DELETE FROM events WHERE position IN (1, 2, 4, 6)');
    expect(removed).toEqual([
      [1n, 2n],
      [4n, 4n],
      [6n, 6n],
    ]);
  });

  it('are those of a stream that has no name any more', async () => {
    expect(await missingAfter('DELETE FROM streams WHERE id = 1')).toEqual([[1n, 6n]]);
  });

  it('are not told of the end of the log: nothing is after it', async () => {
    expect(await missingAfter('DELETE FROM events WHERE position > 8')).toEqual([]);
  });
});
