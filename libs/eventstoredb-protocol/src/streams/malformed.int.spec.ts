import { randomUUID } from 'node:crypto';
import { credentials, type ServiceError } from '@grpc/grpc-js';
import grpcStreams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { streamIdentifier } from '../messages/stream-name.js';
import { uuidStructured, uuidText } from '../messages/uuid.js';
import { collect, newStream } from '../testing/events.js';
import { useServedStore } from '../testing/served-store.js';

const served = useServedStore();
let client: InstanceType<typeof grpcStreams.StreamsClient>;
beforeAll(() => {
  client = new grpcStreams.StreamsClient(`127.0.0.1:${served().server.port}`, credentials.createInsecure());
});
afterAll(() => {
  client.close();
});

const { AppendReq, BatchAppendReq, ReadReq } = streams;

function options(stream: string) {
  return new AppendReq().setOptions(
    new AppendReq.Options().setStreamIdentifier(streamIdentifier(stream)).setAny(new shared.Empty()),
  );
}

function message(id: shared.UUID, properties: Readonly<Record<string, string>>) {
  const proposed = new AppendReq.ProposedMessage().setId(id).setData('e30=');
  for (const [name, value] of Object.entries(properties)) proposed.getMetadataMap().set(name, value);
  return new AppendReq().setProposedMessage(proposed);
}

function append(requests: readonly streams.AppendReq[]): Promise<streams.AppendResp> {
  return new Promise((resolve, reject) => {
    const call = client.append((error: ServiceError | null, response: streams.AppendResp) => {
      if (error) reject(error);
      else resolve(response);
    });
    for (const request of requests) call.write(request);
    call.end();
  });
}

const TYPED = { type: 'Noted', 'content-type': 'application/json' };

describe('an append that is not as it must be', () => {
  it.each([
    ['nothing', []],
    ['an event before its options', [message(uuidText(randomUUID()), TYPED)]],
    ['options twice', [options('twice'), options('twice')]],
    ['no stream', [new AppendReq().setOptions(new AppendReq.Options().setAny(new shared.Empty()))]],
    [
      'a stream that is not text',
      [
        new AppendReq().setOptions(
          new AppendReq.Options()
            .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Uint8Array.of(0xff, 0xfe)))
            .setAny(new shared.Empty()),
        ),
      ],
    ],
    [
      'no expected revision',
      [new AppendReq().setOptions(new AppendReq.Options().setStreamIdentifier(streamIdentifier('s')))],
    ],
    ['an event without an id', [options('s'), message(new shared.UUID(), TYPED)]],
    ['an empty request', [options('s'), new AppendReq()]],
  ])('is refused: %s', async (_, requests) => {
    await expect(append(requests)).rejects.toMatchObject({ code: 3 });
  });

  it.each([[{ type: 'Noted' }], [{ 'content-type': 'application/json' }]])(
    'is told which property it misses: %j',
    async (properties) => {
      const error = await append([options('s'), message(uuidText(randomUUID()), properties)]).catch(
        (refusal: unknown) => refusal as ServiceError,
      );
      expect((error as ServiceError).metadata.get('exception')).toEqual([
        'missing-required-metadata-property',
      ]);
    },
  );

  it('is none for having its id in the other form', async () => {
    const stream = newStream();
    const id = randomUUID();
    await append([options(stream), message(uuidStructured(id), TYPED)]);
    expect(await served().store.readStream(stream)).toMatchObject([{ id }]);
  });
});

describe('a batch append that is not as it must be', () => {
  it('has an answer of its own, and the call goes on', async () => {
    const call = client.batchAppend();
    const answers: streams.BatchAppendResp[] = [];
    call.on('data', (answer: streams.BatchAppendResp) => answers.push(answer));
    const ended = new Promise((resolve) => call.once('end', resolve));
    const [noStream, noRevision, neverBegun, fine] = [1, 2, 3, 4].map(() => randomUUID());
    const request = (id = '') => new BatchAppendReq().setCorrelationId(uuidText(id)).setIsFinal(true);
    call.write(request(noStream).setOptions(new BatchAppendReq.Options()));
    call.write(
      request(noRevision).setOptions(new BatchAppendReq.Options().setStreamIdentifier(streamIdentifier('s'))),
    );
    call.write(request(neverBegun));
    const good = new BatchAppendReq.Options()
      .setStreamIdentifier(streamIdentifier(newStream()))
      .setAny(new shared.Empty());
    const event = new BatchAppendReq.ProposedMessage().setId(uuidText(randomUUID()));
    event.getMetadataMap().set('type', 'Noted').set('content-type', 'application/json');
    call.write(request(fine).setOptions(good).setProposedMessagesList([event]));
    call.end();
    await ended;
    const outcomes = answers.map((answer) => [
      answer.getCorrelationId()?.getString(),
      answer.hasSuccess() || answer.getError()?.getMessage(),
    ]);
    expect(new Map(outcomes as [string, unknown][])).toEqual(
      new Map<string | undefined, unknown>([
        [noStream, 'The stream identifier is missing.'],
        [noRevision, 'The expected revision is missing.'],
        [fine, true],
      ]),
    );
  });
});

describe('a read that is not as it must be', () => {
  const all = () => new ReadReq.Options.AllOptions().setStart(new shared.Empty());
  it.each([
    ['no options', new ReadReq()],
    ['no count', new ReadReq().setOptions(new ReadReq.Options().setAll(all()))],
    [
      'no place',
      new ReadReq().setOptions(new ReadReq.Options().setCount('1').setAll(new ReadReq.Options.AllOptions())),
    ],
    [
      'no stream',
      new ReadReq().setOptions(
        new ReadReq.Options().setCount('1').setStream(new ReadReq.Options.StreamOptions()),
      ),
    ],
    [
      'an empty filter',
      new ReadReq().setOptions(
        new ReadReq.Options().setCount('1').setAll(all()).setFilter(new ReadReq.Options.FilterOptions()),
      ),
    ],
  ])('is refused: %s', async (_, request) => {
    await expect(collect(client.read(request))).rejects.toMatchObject({ code: 3 });
  });

  it('is none for wanting UUIDs in the other form', async () => {
    const request = new ReadReq().setOptions(
      new ReadReq.Options()
        .setAll(all())
        .setCount('1')
        .setUuidOption(new ReadReq.Options.UUIDOption().setStructured(new shared.Empty())),
    );
    const [answer] = await collect<streams.ReadResp>(client.read(request));
    expect(answer?.getEvent()?.getEvent()?.getId()?.hasStructured()).toBe(true);
  });
});
