import { randomUUID } from 'node:crypto';
import { binaryEvent, jsonEvent, type EventStoreDBClient } from '@eventstore/db-client';
import { collect, events, newStream, WAYS } from '../testing/events.js';
import { useServedStore } from '../testing/served-store.js';

const served = useServedStore();
let client: EventStoreDBClient;
beforeAll(() => {
  client = served().connect();
});

describe.each(WAYS)('appending %s', (_, way) => {
  it('answers revision and position of the last event', async () => {
    const stream = newStream();
    const first = await client.appendToStream(stream, events(3), way);
    expect(first).toMatchObject({ success: true, nextExpectedRevision: 2n });
    const second = await client.appendToStream(stream, events(1), { expectedRevision: 2n, ...way });
    expect(second.nextExpectedRevision).toBe(3n);
    expect(second.position?.commit).toBe((first.position?.commit ?? 0n) + 1n);
    expect(second.position?.prepare).toBe(second.position?.commit);
  });

  it.each([
    ['no_stream', 2n],
    [7n, 2n],
    [0n, 2n],
  ] as const)('refuses %p of a stream that is elsewhere', async (expectedRevision, actualVersion) => {
    const streamName = newStream();
    await client.appendToStream(streamName, events(3));
    await expect(
      client.appendToStream(streamName, events(1), { expectedRevision, ...way }),
    ).rejects.toMatchObject({
      type: 'wrong-expected-version',
      streamName,
      expectedVersion: expectedRevision,
      actualVersion,
    });
  });

  it.each(['stream_exists', 0n, 5n] as const)('refuses %p of a stream that is not', async (expected) => {
    const streamName = newStream();
    await expect(
      client.appendToStream(streamName, events(1), { expectedRevision: expected, ...way }),
    ).rejects.toMatchObject({
      type: 'wrong-expected-version',
      streamName,
      expectedVersion: expected,
      actualVersion: 'no_stream',
    });
  });

  it.each(['any', 'no_stream', 'stream_exists'] as const)(
    'recognises a repetition with %p by the ids',
    async (expectedRevision) => {
      const stream = newStream();
      const twice = events(2);
      if (expectedRevision === 'stream_exists') await client.appendToStream(stream, events(1));
      const first = await client.appendToStream(stream, twice, { expectedRevision, ...way });
      await client.appendToStream(stream, events(1), way);
      expect(await client.appendToStream(stream, twice, { expectedRevision, ...way })).toEqual(first);
    },
  );

  it('refuses a part of an earlier append', async () => {
    const stream = newStream();
    const [first, second] = events(2);
    await client.appendToStream(stream, first ?? [], way);
    const mixed = client.appendToStream(
      stream,
      [first, second].flatMap((event) => event ?? []),
      way,
    );
    await expect(mixed).rejects.toMatchObject({ type: 'wrong-expected-version' });
  });

  it('refuses more than 1 MiB, and writes none of it', async () => {
    const stream = newStream();
    const large = events(4).map(() => binaryEvent({ type: 'Large', data: new Uint8Array(300_000) }));
    await expect(client.appendToStream(stream, large, way)).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
      maxAppendSize: 1_048_576,
    });
    await expect(collect(client.readStream(stream))).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  it('refuses one event of several MiB', async () => {
    const data = new Uint8Array(6 * 1_048_576);
    const append = client.appendToStream(newStream(), binaryEvent({ type: 'Large', data }), way);
    await expect(append).rejects.toMatchObject({ type: 'maximum-append-size-exceeded' });
  });

  it('reads no request above 16 MiB, as EventStoreDB does not, and serves the next one', async () => {
    const stream = newStream();
    const data = new Uint8Array(17 * 1_048_576);
    const append = client.appendToStream(stream, binaryEvent({ type: 'Large', data }), way);
    await expect(append).rejects.toMatchObject({ code: 8 });
    expect(await client.appendToStream(stream, events(1), way)).toMatchObject({ nextExpectedRevision: 0n });
  });

  it('refuses a stream of the programme, and its metadata', async () => {
    for (const stream of [newStream('voucher'), `$$${newStream('voucher')}`]) {
      await expect(client.appendToStream(stream, events(1), way)).rejects.toMatchObject({
        type: 'access-denied',
      });
    }
  });

  it('refuses a stream that was closed for ever', async () => {
    const streamName = newStream();
    await client.appendToStream(streamName, events(1));
    await client.tombstoneStream(streamName);
    await expect(client.appendToStream(streamName, events(1), way)).rejects.toMatchObject({
      type: 'stream-deleted',
      streamName,
    });
  });

  it('refuses what is not the name of a stream', async () => {
    await expect(client.appendToStream('with\na break', events(1), way)).rejects.toMatchObject({
      type: 'unknown',
    });
  });

  it('gives a client up that does not wait as long', async () => {
    const many = events(5_000);
    await expect(client.appendToStream(newStream(), many, { deadline: 1, ...way })).rejects.toMatchObject({
      type: 'deadline-exceeded',
    });
  });

  it('accepts nothing as a question where the stream is', async () => {
    const stream = newStream();
    await client.appendToStream(stream, events(2));
    expect(await client.appendToStream(stream, [], way)).toMatchObject({ nextExpectedRevision: 1n });
    await expect(client.appendToStream(stream, [], { expectedRevision: 0n, ...way })).rejects.toMatchObject({
      type: 'wrong-expected-version',
    });
  });
});

describe('clients that race', () => {
  it('for the beginning of a stream end with one winner', async () => {
    const racers = Array.from({ length: 4 }, () => served().connect());
    const stream = newStream();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) =>
        (racers[index % 4] ?? client).appendToStream(stream, events(1), { expectedRevision: 'no_stream' }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await collect(client.readStream(stream))).toHaveLength(1);
  });
});

describe('appending over a shared call', () => {
  it('puts an append together that comes in many requests', async () => {
    const stream = newStream();
    const result = await client.appendToStream(stream, events(2_000), { batchAppendSize: 1_024 });
    expect(result.nextExpectedRevision).toBe(1_999n);
    const read = await collect(client.readStream<{ type: 'Noted'; data: { index: number } }>(stream));
    expect(read.map(({ event }) => event?.data.index)).toEqual(Array.from({ length: 2_000 }, (_, i) => i));
  });

  it('takes thousands at once, and keeps their order', async () => {
    const stream = newStream();
    const data = { text: 'x'.repeat(900) };
    const sent = Array.from({ length: 2_000 }, () => jsonEvent({ type: 'Flooded', data }));
    const results = await Promise.all(sent.map((event) => client.appendToStream(stream, event)));
    expect(results.map(({ nextExpectedRevision }) => Number(nextExpectedRevision))).toEqual(
      sent.map((_, index) => index),
    );
    const read = await collect(client.readStream(stream));
    expect(read.map(({ event }) => event?.id)).toEqual(sent.map(({ id }) => id));
  });

  it('goes on after a refusal', async () => {
    const stream = newStream();
    const outcomes = await Promise.allSettled([
      client.appendToStream(stream, events(1), { expectedRevision: 'no_stream' }),
      client.appendToStream(stream, events(1), { expectedRevision: 'no_stream' }),
      client.appendToStream(stream, events(1), { expectedRevision: 0n }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});

describe('what was appended', () => {
  it.each([
    ['JSON', jsonEvent({ type: 'T', data: { a: [1, 'é'] }, metadata: { b: 1 } })],
    ['JSON with metadata of bytes', jsonEvent({ type: 'T', data: { a: 1 }, metadata: Buffer.from('meta') })],
    ['JSON that is a text', jsonEvent({ type: 'T', data: 'CC ‐ 1830' })],
    ['bytes', binaryEvent({ type: 'T', data: Uint8Array.from([0, 255, 1]) })],
    ['bytes with metadata', binaryEvent({ type: 'T', data: Uint8Array.from([0]), metadata: { b: 1 } })],
  ])('comes back as it was: %s', async (_, sent) => {
    const stream = newStream();
    const before = Date.now();
    const { position } = await client.appendToStream(stream, sent);
    const after = Date.now();
    const [read] = await collect(client.readStream(stream));
    const { event } = read ?? {};
    expect(event).toMatchObject({ id: sent.id, type: 'T', streamId: stream, revision: 0n, position });
    expect(event?.isJson).toBe(sent.contentType === 'application/json');
    expect(plain(event?.data)).toEqual(plain(sent.data));
    expect(plain(event?.metadata)).toEqual(plain(sent.metadata));
    expect(event?.created.getTime()).toBeGreaterThanOrEqual(before);
    expect(event?.created.getTime()).toBeLessThanOrEqual(after);
  });

  it('is there for the programme', async () => {
    const stream = newStream();
    const id = randomUUID().toUpperCase();
    await client.appendToStream(stream, jsonEvent({ id, type: 'T', data: { a: 1 }, metadata: { b: 2 } }));
    expect(await served().store.readStream(stream)).toMatchObject([
      { id: id.toLowerCase(), type: 'T', data: { a: 1 }, metadata: { b: 2 } },
    ]);
  });
});

function plain(content: unknown): unknown {
  return content instanceof Uint8Array ? Buffer.from(content).toString('hex') : content;
}
