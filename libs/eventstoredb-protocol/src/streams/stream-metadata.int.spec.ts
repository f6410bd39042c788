import type { EventStoreDBClient } from '@eventstore/db-client';
import { collect, events, newStream } from '../testing/events.js';
import { useServedStore } from '../testing/served-store.js';

const served = useServedStore();
let client: EventStoreDBClient;
beforeAll(() => {
  client = served().connect();
});

const EVERYTHING = {
  maxAge: 3_600,
  cacheControl: 15,
  truncateBefore: 1,
  maxCount: 12,
  acl: { readRoles: ['admin'], writeRoles: ['admin'], deleteRoles: ['admin'], metaReadRoles: ['admin'] },
  ours: '🦃',
};

describe('the metadata of a stream', () => {
  it('is none where none was set', async () => {
    const streamName = newStream();
    expect(await client.getStreamMetadata(streamName)).toEqual({ streamName });
    await client.appendToStream(streamName, events(1));
    expect(await client.getStreamMetadata(streamName)).toEqual({ streamName });
  });

  it('comes back as it was set, and is replaced by the next', async () => {
    const streamName = newStream();
    await client.setStreamMetadata(streamName, EVERYTHING);
    expect((await client.getStreamMetadata(streamName)).metadata).toEqual(EVERYTHING);
    await client.setStreamMetadata(streamName, { maxCount: 3 });
    expect((await client.getStreamMetadata(streamName)).metadata).toEqual({ maxCount: 3 });
  });

  it('is guarded by the expected revision of its own stream', async () => {
    const stream = newStream();
    await client.setStreamMetadata(stream, {}, { expectedRevision: 'no_stream' });
    await expect(
      client.setStreamMetadata(stream, {}, { expectedRevision: 'no_stream' }),
    ).rejects.toMatchObject({ type: 'wrong-expected-version', streamName: `$$${stream}` });
  });

  it('limits what is read, and not what is in the log', async () => {
    const stream = newStream();
    await client.setStreamMetadata(stream, { maxCount: 2 });
    const { position } = await client.appendToStream(stream, events(20));
    const read = await collect(client.readStream(stream, { fromRevision: 'start', maxCount: 200 }));
    expect(read.map(({ event }) => event?.revision)).toEqual([18n, 19n]);
    const all = await collect(client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 20 }));
    expect(all[0]?.event?.position).toEqual(position);
    expect(all.every(({ event }) => event?.streamId === stream)).toBe(true);
  });
});
