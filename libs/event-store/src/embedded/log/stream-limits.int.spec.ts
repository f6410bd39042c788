import { jest } from '@jest/globals';
import { newEvents } from '../../contract/fixtures.js';
import { bytes, foreignEvent, foreignEvents, metadataEvent, revisionsOf } from '../specs/log-events.js';
import { useTemporaryStores } from '../specs/temporary-store.js';

const stores = useTemporaryStores();

async function storeWith(metadata: object) {
  const store = await stores.open();
  await store.append('s', newEvents(5), 'no_stream');
  await store.log.append('$$s', [metadataEvent(metadata)], 'any');
  return store;
}

describe('the metadata of a stream', () => {
  it.each([
    [{}, [0, 1, 2, 3, 4]],
    [{ $maxCount: 2 }, [3, 4]],
    [{ $maxCount: 9 }, [0, 1, 2, 3, 4]],
    [{ $tb: 3 }, [3, 4]],
    [{ $tb: 3, $maxCount: 1 }, [4]],
    [{ $tb: 4, $maxCount: 3 }, [4]],
    [{ $tb: 5 }, []],
    [{ $tb: 99 }, []],
    [{ $maxAge: 3_600 }, [0, 1, 2, 3, 4]],
    [{ $maxCount: 0, $tb: -1, $maxAge: 1.5, $cacheControl: 4, $acl: { $r: 'me' } }, [0, 1, 2, 3, 4]],
  ])('%j leaves the revisions %j to be seen, by the log as by the port', async (metadata, revisions) => {
    const store = await storeWith(metadata);
    expect(await revisionsOf(store.log, 's')).toEqual(revisions);
    expect((await store.readStream('s')).map(({ revision }) => revision)).toEqual(revisions);
    const backwards = await store.readStream('s', { direction: 'backwards' });
    expect(backwards.map(({ revision }) => revision)).toEqual([...revisions].reverse());
    const page = await store.log.readStream('s', { direction: 'backwards', limit: 10 });
    expect(page.state).toBe('found');
    expect(page.events.map(({ revision }) => revision)).toEqual([...revisions].reverse());
    expect((await store.log.readAll({ limit: 10 })).events).toHaveLength(6);
  });

  it('lets an event be seen no longer than it says', async () => {
    const store = await storeWith({ $maxAge: 1 });
    const past = Date.now() + 60_000;
    const now = jest.spyOn(Date, 'now').mockReturnValue(past);
    expect(await revisionsOf(store.log, 's')).toEqual([]);
    expect(await store.readStream('s')).toEqual([]);
    now.mockRestore();
  });

  it('holds for what is appended later, and after a restart', async () => {
    const first = await storeWith({ $maxCount: 2 });
    await first.log.append('s', foreignEvents(3), 4);
    expect(await revisionsOf(first.log, 's')).toEqual([6, 7]);
    await first.close();
    const { log } = await stores.open();
    expect(await revisionsOf(log, 's')).toEqual([6, 7]);
  });

  it('is replaced by the next', async () => {
    const { log } = await storeWith({ $maxCount: 2 });
    await log.append('$$s', [metadataEvent({ $tb: 1 })], 0);
    expect(await revisionsOf(log, 's')).toEqual([1, 2, 3, 4]);
    await log.append('$$s', [foreignEvent({ type: '$metadata', data: bytes('not JSON') })], 1);
    expect(await revisionsOf(log, 's')).toEqual([0, 1, 2, 3, 4]);
  });

  it('is itself to be seen as its last event', async () => {
    const { log } = await storeWith({ $maxCount: 2 });
    await log.append('$$s', [metadataEvent({ $maxCount: 3 })], 0);
    expect(await revisionsOf(log, '$$s')).toEqual([1]);
  });

  it('can be there before the stream, which then exists and is empty', async () => {
    const { log } = await stores.open();
    await log.append('$$new', [metadataEvent({ $maxCount: 1 })], 'no_stream');
    expect(await log.readStream('new', { limit: 1 })).toMatchObject({ state: 'missing' });
    await log.append('new', foreignEvents(2), 'stream_exists');
    expect(await revisionsOf(log, 'new')).toEqual([1]);
  });

  it('does not keep a subscription from what comes', async () => {
    const store = await storeWith({ $maxCount: 2 });
    const seen: number[] = [];
    for await (const { events } of store.subscribeToStream('s')) {
      seen.push(...events.map(({ revision }) => revision));
      if (seen.length === 2) await store.append('s', newEvents(1), 4);
      if (seen.length === 3) break;
    }
    expect(seen).toEqual([3, 4, 5]);
  });
});
