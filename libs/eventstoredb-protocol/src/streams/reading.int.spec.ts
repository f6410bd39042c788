import { binaryEvent, type EventStoreDBClient } from '@eventstore/db-client';
import { collect, events, newStream } from '../testing/events.js';
import { useServedStore } from '../testing/served-store.js';

const served = useServedStore();
let client: EventStoreDBClient;
beforeAll(() => {
  client = served().connect();
});

describe('reading a stream', () => {
  const stream = newStream();
  beforeAll(() => client.appendToStream(stream, events(8)));

  it.each([
    [{}, [0, 1, 2, 3, 4, 5, 6, 7]],
    [{ maxCount: 2 }, [0, 1]],
    [{ fromRevision: 5n }, [5, 6, 7]],
    [{ fromRevision: 8n }, []],
    [{ fromRevision: 2n ** 64n - 1n }, []],
    [{ fromRevision: 'end' }, []],
    [{ direction: 'backwards', fromRevision: 'end' }, [7, 6, 5, 4, 3, 2, 1, 0]],
    [{ direction: 'backwards', fromRevision: 'end', maxCount: 1 }, [7]],
    [{ direction: 'backwards', fromRevision: 1n }, [1, 0]],
    [{ direction: 'backwards', fromRevision: 99n, maxCount: 1 }, [7]],
    [{ direction: 'backwards', fromRevision: 'start' }, [0]],
    [{ maxCount: 0 }, []],
  ] as const)('with %p answers the revisions %j', async (options, revisions) => {
    const read = await collect(client.readStream(stream, options));
    expect(read.map(({ event }) => Number(event?.revision))).toEqual(revisions);
  });

  it('answers more than fits a page, in both directions', async () => {
    const long = newStream();
    await client.appendToStream(long, events(1_001));
    for (const direction of ['forwards', 'backwards'] as const) {
      const fromRevision = direction === 'forwards' ? 'start' : 'end';
      const read = await collect(client.readStream(long, { direction, fromRevision, maxCount: 1_000 }));
      const revisions = read.map(({ event }) => Number(event?.revision));
      expect(revisions).toHaveLength(1_000);
      expect(revisions).toEqual([...revisions].sort((a, b) => (direction === 'forwards' ? a - b : b - a)));
      expect(new Set(revisions).size).toBe(1_000);
    }
  });

  it('that is not there says so', async () => {
    const streamName = newStream();
    await expect(collect(client.readStream(streamName))).rejects.toMatchObject({
      type: 'stream-not-found',
      streamName,
    });
  });

  it('says where in the log an event lies', async () => {
    const short = newStream();
    const { position } = await client.appendToStream(short, events(2));
    const read = await collect(client.readStream(short));
    expect(read[1]).toMatchObject({ commitPosition: position?.commit, event: { position } });
  });

  it('of the programme is possible', async () => {
    const voucher = newStream('voucher');
    const event = { id: crypto.randomUUID(), type: 'Issued', data: { a: 1 }, metadata: { b: 2 } };
    await served().store.append(voucher, [event], 'no_stream');
    const [read] = await collect(client.readStream(voucher));
    expect(read?.event).toMatchObject({ ...event, isJson: true });
  });

  it('can be left half way', async () => {
    const long = newStream();
    await client.appendToStream(long, events(2_000));
    const reading = client.readStream(long);
    for await (const { event } of reading) if (event?.revision === 3n) break;
    await reading.cancel();
    expect(await collect(client.readStream(long, { maxCount: 1 }))).toHaveLength(1);
  });
});

describe('links', () => {
  async function linked(target: string) {
    const stream = newStream();
    await client.appendToStream(stream, binaryEvent({ type: '$>', data: Buffer.from(target) }));
    return stream;
  }

  it('lead to their event where the reader wants that', async () => {
    const target = newStream('with@and-');
    await client.appendToStream(target, events(3));
    const stream = await linked(`2@${target}`);
    const [direct] = await collect(client.readStream(target, { fromRevision: 2n }));
    const [resolved] = await collect(client.readStream(stream, { resolveLinkTos: true }));
    expect(direct?.link).toBeUndefined();
    expect(resolved?.event).toEqual(direct?.event);
    expect(resolved?.link).toMatchObject({ type: '$>', streamId: stream, revision: 0n });
    const [asItIs] = await collect(client.readStream(stream));
    expect(asItIs).toMatchObject({ event: { type: '$>', streamId: stream } });
    expect(asItIs?.link).toBeUndefined();
  });

  it.each(['0@nowhere', '7@', 'nonsense', '$$$', '99999999999999999999@far'])(
    'that lead nowhere come without an event: %p',
    async (target) => {
      const [resolved] = await collect(client.readStream(await linked(target), { resolveLinkTos: true }));
      expect(resolved?.event).toBeUndefined();
      expect(resolved?.link).toMatchObject({ type: '$>' });
    },
  );
});

describe('reading all', () => {
  const stream = newStream();
  beforeAll(() => client.appendToStream(stream, events(8)));

  it('begins with the events of the store itself', async () => {
    const [first] = await collect(client.readAll({ maxCount: 1 }));
    expect(first?.event).toMatchObject({
      streamId: '$settings',
      type: '$settings',
      position: { commit: 1n },
    });
  });

  it('answers everything, in both directions', async () => {
    const forwards = await collect(client.readAll());
    const backwards = await collect(client.readAll({ direction: 'backwards', fromPosition: 'end' }));
    const positions = forwards.map(({ event }) => event?.position.commit);
    expect(positions).toEqual(positions.map((_, index) => BigInt(index + 1)));
    expect(backwards.map(({ event }) => event?.id)).toEqual(forwards.map(({ event }) => event?.id).reverse());
  });

  it('goes forwards from a position, and backwards from before it', async () => {
    const [, second, third, fourth] = await collect(client.readAll({ maxCount: 4 }));
    const fromPosition = third?.event?.position ?? 'start';
    expect(await collect(client.readAll({ fromPosition, maxCount: 2 }))).toEqual([third, fourth]);
    const before = await collect(client.readAll({ direction: 'backwards', fromPosition, maxCount: 1 }));
    expect(before).toEqual([second]);
  });

  it('answers nothing beyond the ends', async () => {
    expect(await collect(client.readAll({ fromPosition: 'end' }))).toEqual([]);
    expect(await collect(client.readAll({ direction: 'backwards', fromPosition: 'start' }))).toEqual([]);
    const far = { commit: 2n ** 64n - 1n, prepare: 2n ** 64n - 1n };
    expect(await collect(client.readAll({ fromPosition: far }))).toEqual([]);
    const end = await collect(client.readAll({ direction: 'backwards', fromPosition: far, maxCount: 1 }));
    expect(end).toHaveLength(1);
  });

  it('resolves links', async () => {
    const link = newStream();
    const { position } = await client.appendToStream(
      link,
      binaryEvent({ type: '$>', data: Buffer.from(`0@${stream}`) }),
    );
    const [read] = await collect(
      client.readAll({ fromPosition: position ?? 'start', maxCount: 1, resolveLinkTos: true }),
    );
    expect(read).toMatchObject({
      event: { streamId: stream },
      link: { streamId: link, position },
      commitPosition: position?.commit,
    });
  });
});
