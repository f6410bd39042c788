import { newEvents } from '../../contract/fixtures.js';
import { foreignEvents, metadataEvent, readStream, revisionsOf, text } from '../specs/log-events.js';
import { useTemporaryStores } from '../specs/temporary-store.js';

const stores = useTemporaryStores();

const WRONG = { code: 'WRONG_EXPECTED_REVISION' };

describe('deleting a stream', () => {
  it('hides it from reading, and leaves it in the log', async () => {
    const store = await stores.open();
    await store.append('s', newEvents(3), 'no_stream');
    expect(await store.log.remove('soft', 's', 2)).toMatchObject({ position: 4n });
    expect(await store.log.readStream('s', { limit: 1 })).toEqual({
      state: 'missing',
      events: [],
      end: true,
    });
    expect(await store.readStream('s')).toEqual([]);
    expect((await store.readAll()).events).toHaveLength(3);
    const [metadata] = await readStream(store.log, '$$s');
    expect(metadata && text(metadata.data)).toBe('{"$tb":9223372036854775807}');
  });

  it.each(['any', 'no_stream', 2] as const)(
    'lets it begin anew with %p, at the next revision',
    async (expected) => {
      const store = await stores.open();
      await store.append('s', newEvents(3), 'no_stream');
      await store.log.remove('soft', 's', 'any');
      expect(await store.log.append('s', foreignEvents(2), expected)).toEqual({ revision: 4, position: 6n });
      expect(await revisionsOf(store.log, 's')).toEqual([3, 4]);
      expect((await store.readStream('s')).map(({ revision }) => revision)).toEqual([3, 4]);
      const [metadata] = await readStream(store.log, '$$s');
      expect(metadata && JSON.parse(text(metadata.data))).toEqual({ $tb: 3 });
    },
  );

  it('does not make the programme repeat what it wrote before', async () => {
    const store = await stores.open();
    const events = newEvents(2);
    await store.append('s', events, 'no_stream');
    await store.log.remove('soft', 's', 'any');
    expect(await store.append('s', events, 'no_stream')).toEqual({ revision: 1, position: 2n });
    await expect(store.append('s', newEvents(1), 0)).rejects.toMatchObject(WRONG);
  });

  it.each([{ $maxCount: 9 }, { $maxCount: 9, $tb: 0 }])(
    'is not undone by new metadata: %j',
    async (metadata) => {
      const { log } = await stores.open();
      await log.append('s', foreignEvents(3), 'any');
      await log.remove('soft', 's', 'any');
      expect(await log.append('$$s', [metadataEvent(metadata)], 0)).toMatchObject({ revision: 1 });
      expect(await revisionsOf(log, 's')).toEqual([]);
      const [last] = await readStream(log, '$$s');
      expect(last && JSON.parse(text(last.data))).toEqual({ $maxCount: 9, $tb: 3 });
      await log.append('s', foreignEvents(1), 2);
      expect(await revisionsOf(log, 's')).toEqual([3]);
    },
  );

  it('lets nobody who expects the stream to exist go on with it', async () => {
    const { log } = await stores.open();
    await log.append('s', foreignEvents(3), 'any');
    await log.remove('soft', 's', 'stream_exists');
    const deleted = { name: 'StreamDeleted', stream: 's' };
    await expect(log.append('s', foreignEvents(1), 'stream_exists')).rejects.toMatchObject(deleted);
    await expect(log.remove('soft', 's', 'stream_exists')).rejects.toMatchObject(deleted);
    await log.append('s', foreignEvents(1), 'any');
    expect(await log.append('s', foreignEvents(1), 'stream_exists')).toMatchObject({ revision: 4 });
  });

  it.each(['soft', 'tombstone'] as const)('can be followed by another removal (%s)', async (kind) => {
    const { log } = await stores.open();
    for (const expected of ['any', 'no_stream', 2] as const) {
      const stream = `s-${expected}`;
      await log.append(stream, foreignEvents(3), 'any');
      const { position } = await log.remove('soft', stream, 2);
      expect(await log.remove(kind, stream, expected)).toMatchObject({ position: position + 1n });
    }
  });

  it('leaves its metadata under the revisions that it has', async () => {
    const { log } = await stores.open();
    await log.append('s', foreignEvents(1), 'any');
    await log.remove('soft', 's', 'any');
    await expect(log.append('$$s', [metadataEvent({})], 'no_stream')).rejects.toMatchObject(WRONG);
    expect(await log.append('$$s', [metadataEvent({})], 'stream_exists')).toMatchObject({ revision: 1 });
  });

  it.each(['any', 'no_stream', 'stream_exists', 0] as const)(
    'is refused with %p where there is no stream',
    async (expected) => {
      const { log } = await stores.open();
      await expect(log.remove('soft', 's', expected)).rejects.toMatchObject(WRONG);
      expect(await log.headPosition()).toBe(0n);
    },
  );

  it('is possible where there is only metadata', async () => {
    const { log } = await stores.open();
    await log.append('$$s', [metadataEvent({ $cacheControl: 10 })], 'any');
    await log.remove('soft', 's', 'no_stream');
    expect(await log.readStream('s', { limit: 1 })).toMatchObject({ state: 'missing' });
  });
});

describe.each(['soft', 'tombstone'] as const)('a removal (%s) that expects something else', (kind) => {
  it.each(['no_stream', 1, 3] as const)('is refused: %p', async (expected) => {
    const { log } = await stores.open();
    await log.append('s', foreignEvents(3), 'any');
    await expect(log.remove(kind, 's', expected)).rejects.toMatchObject({ ...WRONG, actual: 2 });
    expect(await revisionsOf(log, 's')).toEqual([0, 1, 2]);
  });
});

describe.each(['soft', 'tombstone'] as const)('a stream of metadata', (kind) => {
  it(`cannot be removed by itself (${kind})`, async () => {
    const { log } = await stores.open();
    await log.append('$$s', [metadataEvent({})], 'any');
    await expect(log.remove(kind, '$$s', 'any')).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  });
});

describe('a tombstone', () => {
  it.each(['any', 'stream_exists', 2] as const)(
    'closes a stream for ever, expecting %p',
    async (expected) => {
      const store = await stores.open();
      await store.append('s', newEvents(3), 'no_stream');
      await store.log.remove('tombstone', 's', expected);
      const closed = { name: 'StreamDeleted', stream: 's' };
      expect(await store.log.readStream('s', { limit: 1 })).toMatchObject({
        state: 'tombstoned',
        events: [],
      });
      await expect(store.log.append('s', foreignEvents(1), 'any')).rejects.toMatchObject(closed);
      await expect(store.append('s', newEvents(1), 'no_stream')).rejects.toMatchObject(closed);
      await expect(store.log.remove('soft', 's', 'any')).rejects.toMatchObject(closed);
      const metadata = { name: 'StreamDeleted', stream: '$$s' };
      await expect(store.log.append('$$s', [metadataEvent({})], 'any')).rejects.toMatchObject(metadata);
      expect(await store.log.readStream('$$s', { limit: 1 })).toMatchObject({ state: 'tombstoned' });
      expect(await store.readStream('s')).toEqual([]);
    },
  );

  it('is an event of the stream', async () => {
    const { log } = await stores.open();
    await log.append('s', foreignEvents(1), 'any');
    const { position } = await log.remove('tombstone', 's', 0);
    const { events } = await log.readAll({ limit: 10 });
    expect(events.at(-1)).toMatchObject({ stream: 's', type: '$streamDeleted', position });
  });

  it('closes a name that was never used', async () => {
    const first = await stores.open();
    await first.log.remove('tombstone', 's', 'no_stream');
    await first.close();
    const { log } = await stores.open();
    expect(await log.readStream('s', { limit: 1 })).toMatchObject({ state: 'tombstoned' });
    await expect(log.append('s', foreignEvents(1), 'any')).rejects.toMatchObject({
      name: 'StreamDeleted',
    });
  });

  it('ends a subscription with an error', async () => {
    const { log } = await stores.open();
    await log.append('s', foreignEvents(1), 'any');
    const follow = async () => {
      for await (const { caughtUp } of log.subscribeToStream('s')) {
        if (caughtUp) await log.remove('tombstone', 's', 'any');
      }
    };
    await expect(follow()).rejects.toMatchObject({ name: 'StreamDeleted' });
  });
});
