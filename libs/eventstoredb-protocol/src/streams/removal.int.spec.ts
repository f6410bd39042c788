import type { EventStoreDBClient } from '@eventstore/db-client';
import { collect, events, newStream, WAYS } from '../testing/events.js';
import { useServedStore } from '../testing/served-store.js';

const served = useServedStore();
let client: EventStoreDBClient;
beforeAll(() => {
  client = served().connect();
});

async function revisions(stream: string): Promise<readonly number[]> {
  return (await collect(client.readStream(stream))).map(({ event }) => Number(event?.revision));
}

describe('deleting a stream', () => {
  it('hides it, until it is begun anew at the next revision', async () => {
    const streamName = newStream();
    await client.appendToStream(streamName, events(4));
    const { position } = await client.deleteStream(streamName);
    expect(typeof position?.commit).toBe('bigint');
    await expect(revisions(streamName)).rejects.toMatchObject({ type: 'stream-not-found', streamName });
    await client.appendToStream(streamName, events(2), { expectedRevision: 'no_stream' });
    expect(await revisions(streamName)).toEqual([4, 5]);
    expect(await client.getStreamMetadata(streamName)).toMatchObject({ metadata: { truncateBefore: 4 } });
  });

  it.each([
    [1n, 3n],
    ['no_stream', 3n],
  ] as const)('expecting %p is refused where it is elsewhere', async (expectedRevision, actualVersion) => {
    const streamName = newStream();
    await client.appendToStream(streamName, events(4));
    await expect(client.deleteStream(streamName, { expectedRevision })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      streamName,
      expectedVersion: expectedRevision === 'no_stream' ? -1n : expectedRevision,
      actualVersion,
    });
    await client.deleteStream(streamName, { expectedRevision: 3n });
  });

  it.each(['any', 'no_stream', 0n] as const)(
    'that is not there is refused, expecting %p',
    async (expected) => {
      const streamName = newStream();
      await expect(client.deleteStream(streamName, { expectedRevision: expected })).rejects.toMatchObject({
        type: 'wrong-expected-version',
        streamName,
      });
    },
  );

  it('keeps those out who expect the stream to exist', async () => {
    const streamName = newStream();
    await client.appendToStream(streamName, events(1));
    await client.deleteStream(streamName);
    for (const [, way] of WAYS) {
      const append = client.appendToStream(streamName, events(1), {
        ...way,
        expectedRevision: 'stream_exists',
      });
      await expect(append).rejects.toMatchObject({ type: 'stream-deleted', streamName });
    }
  });

  it('is possible where there is only its metadata', async () => {
    const stream = newStream();
    await client.setStreamMetadata(stream, { cacheControl: 10 });
    expect(await client.deleteStream(stream, { expectedRevision: 'no_stream' })).toHaveProperty('position');
  });

  it('tells a name beyond ASCII in its errors as headers can carry it', async () => {
    await expect(client.deleteStream('Ę 🦃')).rejects.toMatchObject({
      type: 'wrong-expected-version',
      streamName: encodeURIComponent('Ę') + ' ' + encodeURIComponent('🦃'),
    });
  });
});

describe('a tombstone', () => {
  it.each(['any', 3n] as const)('closes a stream for ever, expecting %p', async (expectedRevision) => {
    const streamName = newStream();
    await client.appendToStream(streamName, events(4));
    expect(await client.tombstoneStream(streamName, { expectedRevision })).toHaveProperty('position.commit');
    const deleted = { type: 'stream-deleted', streamName };
    await expect(revisions(streamName)).rejects.toMatchObject(deleted);
    await expect(client.deleteStream(streamName)).rejects.toMatchObject(deleted);
    await expect(client.tombstoneStream(streamName)).rejects.toMatchObject(deleted);
    const metadata = { ...deleted, streamName: `$$${streamName}` };
    await expect(client.getStreamMetadata(streamName)).rejects.toMatchObject(metadata);
    await expect(client.setStreamMetadata(streamName, {})).rejects.toMatchObject(metadata);
    const [last] = await collect(
      client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1 }),
    );
    expect(last?.event).toMatchObject({
      streamId: streamName,
      type: '$streamDeleted',
      revision: 2n ** 63n - 1n,
    });
  });

  it('closes a name that was never used', async () => {
    const streamName = newStream();
    await client.tombstoneStream(streamName, { expectedRevision: 'no_stream' });
    await expect(revisions(streamName)).rejects.toMatchObject({ type: 'stream-deleted' });
  });

  it.each([2n, 'no_stream'] as const)(
    'is refused with %p of a stream elsewhere',
    async (expectedRevision) => {
      const streamName = newStream();
      await client.appendToStream(streamName, events(4));
      await expect(client.tombstoneStream(streamName, { expectedRevision })).rejects.toMatchObject({
        type: 'wrong-expected-version',
        streamName,
        actualVersion: 3n,
      });
    },
  );
});

describe('the streams of the programme', () => {
  it('cannot be removed', async () => {
    const voucher = newStream('voucher');
    const event = { id: crypto.randomUUID(), type: 'Issued', data: {}, metadata: {} };
    await served().store.append(voucher, [event], 'no_stream');
    await expect(client.deleteStream(voucher)).rejects.toMatchObject({ type: 'access-denied' });
    await expect(client.tombstoneStream(voucher)).rejects.toMatchObject({ type: 'access-denied' });
    expect(await revisions(voucher)).toEqual([0]);
  });
});
