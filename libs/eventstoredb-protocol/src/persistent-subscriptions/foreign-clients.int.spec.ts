import { once } from 'node:events';
import { credentials, type ClientDuplexStream } from '@grpc/grpc-js';
import {
  jsonEvent,
  persistentSubscriptionToStreamSettingsFromDefaults as toStream,
  START,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import grpcPersistent from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { streamIdentifier } from '../messages/stream-name.js';
import { readUuid, uuidStructured } from '../messages/uuid.js';
import { events, newStream } from '../testing/events.js';
import { useServedStore } from '../testing/served-store.js';
import { until } from './testing/until.js';

type Call = ClientDuplexStream<persistent.ReadReq, persistent.ReadResp>;

const served = useServedStore();
let client: EventStoreDBClient;
let raw: InstanceType<typeof grpcPersistent.PersistentSubscriptionsClient>;
beforeAll(() => {
  client = served().connect();
  const address = `127.0.0.1:${served().server.port}`;
  raw = new grpcPersistent.PersistentSubscriptionsClient(address, credentials.createInsecure());
});
afterAll(() => {
  raw.close();
});

const group = 'group';

function readOptions(stream: string, bufferSize: number): persistent.ReadReq {
  const options = new persistent.ReadReq.Options()
    .setStreamIdentifier(streamIdentifier(stream))
    .setGroupName(group)
    .setBufferSize(bufferSize)
    .setUuidOption(new persistent.ReadReq.Options.UUIDOption().setStructured(new shared.Empty()));
  return new persistent.ReadReq().setOptions(options);
}

function acknowledgement(id: string): persistent.ReadReq {
  return new persistent.ReadReq().setAck(new persistent.ReadReq.Ack().setIdsList([uuidStructured(id)]));
}

/** The answers to a call, one after the other; none is lost between two of them. */
function answersTo(call: Call): () => Promise<persistent.ReadResp> {
  const answers = (call as AsyncIterable<persistent.ReadResp>)[Symbol.asyncIterator]();
  return async () => (await answers.next()).value as persistent.ReadResp;
}

const info = (stream: string) => client.getPersistentSubscriptionToStreamInfo(stream, group);

describe('a client that is not the official one', () => {
  it('may name messages by numbers', async () => {
    const stream = newStream();
    const settings = toStream({ startFrom: START, checkPointUpperBound: 1 });
    await client.createPersistentSubscriptionToStream(stream, group, settings);
    await client.appendToStream(stream, events(1));
    const call = raw.read();
    const next = answersTo(call);
    call.write(readOptions(stream, 10));
    const confirmed = await next();
    expect(confirmed.getSubscriptionConfirmation()?.getSubscriptionId()).toBe(`${stream}::${group}`);
    const delivered = (await next()).getEvent()?.getEvent()?.getId();
    expect(delivered?.hasStructured()).toBe(true);
    call.write(acknowledgement(readUuid(delivered)));
    await until(
      () => info(stream),
      ({ stats }) => stats.lastCheckpointedEventRevision === 0n,
    );
    call.on('error', () => undefined).cancel();
  });

  it('leaves by ending its side of the call', async () => {
    const stream = newStream();
    await client.createPersistentSubscriptionToStream(stream, group, toStream());
    const call = raw.read();
    const next = answersTo(call);
    call.write(readOptions(stream, 10));
    await next();
    call.end();
    expect(await next()).toBeUndefined();
    expect((await info(stream)).connections).toEqual([]);
  });

  it('may say newer things by their names and older ones by theirs', async () => {
    const stream = newStream();
    const settings = new persistent.CreateReq.Settings()
      .setMessageTimeoutTicks('50000')
      .setCheckpointAfterTicks('20000')
      .setReadBatchSize(1)
      .setHistoryBufferSize(2)
      .setConsumerStrategy('PinnedByCorrelation');
    const source = new persistent.CreateReq.StreamOptions()
      .setStreamIdentifier(streamIdentifier(stream))
      .setRevision('5');
    const options = new persistent.CreateReq.Options()
      .setStream(source)
      .setGroupName(group)
      .setSettings(settings);
    await new Promise<void>((resolve, reject) => {
      raw.create(new persistent.CreateReq().setOptions(options), (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
    expect((await info(stream)).settings).toMatchObject({
      messageTimeout: 5,
      checkPointAfter: 2,
      startFrom: 5n,
      consumerStrategyName: 'PinnedByCorrelation',
    });
  });

  it.each([
    ['no options', () => acknowledgement('00000000-0000-4000-8000-000000000000')],
    ['no room for a message', (stream: string) => readOptions(stream, 0)],
  ])('is refused with %s', async (_what, request) => {
    const stream = newStream();
    await client.createPersistentSubscriptionToStream(stream, group, toStream());
    const call = raw.read();
    call.write(request(stream));
    const [error] = (await once(call, 'error')) as [unknown];
    expect(error).toMatchObject({ code: 3 });
  });
});

describe('a consumer that does not read', () => {
  it('is sent what the connection takes and no more, and the rest when it reads again', async () => {
    const stream = newStream();
    const count = 1_200;
    const page = Array.from({ length: 60 }, () =>
      jsonEvent({ type: 'Large', data: { text: 'x'.repeat(10_000) } }),
    );
    for (let sent = 0; sent < count; sent += page.length) {
      await client.appendToStream(
        stream,
        page.map(({ type, data }) => jsonEvent({ type, data })),
      );
    }
    const settings = toStream({ startFrom: START, messageTimeout: 0 });
    await client.createPersistentSubscriptionToStream(stream, group, settings);
    const call = raw.read();
    call.write(readOptions(stream, 5_000));
    const { stats } = await until(
      () => info(stream),
      (found) => found.stats.readBufferCount === settings.historyBufferSize,
    );
    expect(Number(stats.totalItems)).toBeLessThanOrEqual(count - settings.historyBufferSize);

    const seen = new Set<string>();
    for await (const response of call as AsyncIterable<persistent.ReadResp>) {
      const id = response.getEvent()?.getEvent()?.getId();
      if (id) seen.add(readUuid(id));
      if (seen.size === count) break;
    }
    call.cancel();
  });
});
