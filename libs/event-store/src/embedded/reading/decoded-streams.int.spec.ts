import { DatabaseSync } from '@photostructure/sqlite';
import { newEvents } from '../../contract/fixtures.js';
import { FILE_NAME } from '../schema.js';
import { useTemporaryStores } from '../specs/temporary-store.js';

const STREAM = 'stream';

describe('a stream that is read again', () => {
  const stores = useTemporaryStores();

  it('is the very same list of events while the file says the same', async () => {
    const store = await stores.open();
    await store.append(STREAM, newEvents(3), 'no_stream');
    const read = await store.readStream(STREAM);
    expect(read).toHaveLength(3);
    expect(await store.readStream(STREAM)).toBe(read);
  });

  it('is another list when events came, and when fewer are asked for', async () => {
    const store = await stores.open();
    await store.append(STREAM, newEvents(2), 'no_stream');
    const before = await store.readStream(STREAM);
    await store.append(STREAM, newEvents(1), 1);
    const after = await store.readStream(STREAM);
    expect(after).toEqual([...before, expect.objectContaining({ revision: 2 })]);
    expect(await store.readStream(STREAM, { limit: 1 })).toEqual(before.slice(0, 1));
    expect(await store.readStream(STREAM, { from: 1 })).toEqual(after.slice(1));
  });

  it.each(['data', 'metadata', 'type', 'id'])(
    'shows what somebody changed in the file: %s',
    async (column) => {
      const store = await stores.open();
      await store.append(STREAM, newEvents(3), 'no_stream');
      const before = await store.readStream(STREAM);
      const forger = new DatabaseSync(stores.path(FILE_NAME));
      forger.exec(`UPDATE events SET ${column} = '{"forged":1}' WHERE revision = 1`);
      forger.close();
      const after = await store.readStream(STREAM);
      expect(after[1]).not.toEqual(before[1]);
      expect([after[0], after[2]]).toEqual([before[0], before[2]]);
    },
  );
});
