import { status } from '@grpc/grpc-js';
import { newEvent, newEvents, newStream } from '../contract/fixtures.js';
import {
  OutcomeUnknown,
  StoreUnavailable,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
} from '../port/index.js';
import { appended, event, statusError } from './specs/answers.js';
import { SHORT_DEADLINE, useConnections } from './specs/connections.js';

const { connect, startFaulty, startProcess, startProxy } = useConnections();

/** As every caller has to: with the same ids and the same expected revision. */
async function appendAtLast(store: EventStore, stream: string, event: NewEvent, expected: ExpectedRevision) {
  for (;;) {
    try {
      return await store.append(stream, [event], expected);
    } catch (error) {
      if (!(error instanceof OutcomeUnknown || error instanceof StoreUnavailable)) throw error;
    }
  }
}

interface Planned {
  readonly stream: string;
  readonly event: NewEvent;
}

async function untilWritten(store: EventStore, stream: string): Promise<void> {
  while ((await store.readStream(stream)).length === 0);
}

function codesOf(outcomes: readonly PromiseSettledResult<unknown>[]): ReadonlySet<unknown> {
  return new Set(
    outcomes.map((one) =>
      one.status === 'fulfilled' ? 'written' : (one.reason as { readonly code?: string }).code,
    ),
  );
}

describe('appending to EventStoreDB when things go wrong', () => {
  it('leaves the outcome open when the server never answers, and recognises the repetition', async () => {
    const server = await startProcess();
    const proxy = await startProxy(server.port);
    const store = connect(`${proxy.connectionString}${SHORT_DEADLINE}`);
    const stream = newStream();
    const [first, second] = [newEvent(), newEvent()];
    await appendAtLast(store, stream, first, 'no_stream');
    proxy.hold();
    await expect(store.append(stream, [second], 0)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    await expect(store.readStream(stream)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    proxy.release();
    expect(await appendAtLast(store, stream, second, 0)).toMatchObject({ revision: 1 });
    expect(await connect(server.connectionString).readStream(stream)).toMatchObject([
      { id: first.id },
      { id: second.id },
    ]);
  });

  it('settles every append when the connection is cut in their middle, and repeats what is open', async () => {
    const server = await startProcess();
    const proxy = await startProxy(server.port);
    // Longer than the test: an append fails for the cut, not for its deadline.
    const store = connect(`${proxy.connectionString}&defaultDeadline=600000`);
    const uncut = connect(server.connectionString);
    const [answered, written, sent] = [5, 30, 5].map((count) =>
      newEvents(count).map((one) => ({ stream: newStream(), event: one })),
    ) as [Planned[], Planned[], Planned[]];
    const start = (planned: readonly Planned[]) =>
      Promise.allSettled(planned.map((one) => store.append(one.stream, [one.event], 'no_stream')));

    expect(codesOf(await start(answered))).toEqual(new Set(['written']));
    proxy.hold();
    const open = start(written);
    for (const { stream } of written) await untilWritten(uncut, stream);
    const late = start(sent);
    proxy.cut();
    proxy.release();
    // The server has them all, and not one answer came.
    expect(codesOf(await open)).toEqual(new Set(['OUTCOME_UNKNOWN']));
    for (const code of codesOf(await late)) expect(['OUTCOME_UNKNOWN', 'STORE_UNAVAILABLE']).toContain(code);

    for (const { stream, event } of [...answered, ...written, ...sent]) {
      expect(await appendAtLast(store, stream, event, 'no_stream')).toMatchObject({ revision: 0 });
      expect(await uncut.readStream(stream)).toMatchObject([{ id: event.id, revision: 0 }]);
    }
  });

  it('loses and doubles nothing when the server is killed under load and comes back', async () => {
    const server = await startProcess();
    const store = connect(server.connectionString);
    const streams = Array.from({ length: 8 }, () => newStream());
    const written = new Map<string, string[]>();
    let count = 0;
    const write = async (stream: string) => {
      const ids: string[] = [];
      written.set(stream, ids);
      while (ids.length < 40) {
        const event = newEvent();
        const expected = ids.length === 0 ? 'no_stream' : ids.length - 1;
        expect(await appendAtLast(store, stream, event, expected)).toMatchObject({ revision: ids.length });
        ids.push(event.id);
        count += 1;
        if (count === 100) {
          await server.kill();
          await server.start();
        }
      }
    };
    await Promise.all(streams.map(write));
    for (const [stream, ids] of written) {
      expect((await store.readStream(stream)).map(({ id }) => id)).toEqual(ids);
    }
  });

  it('says that the store is unavailable where none listens, at once', async () => {
    const server = await startFaulty({});
    server.stop();
    const store = connect(server.connectionString);
    await expect(store.append(newStream(), newEvents(1), 'any')).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
    await expect(store.headPosition()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it.each([
    ['ends the call without an answer', (call: { end?: () => void }) => call.end?.()],
    ['answers nothing', () => undefined],
  ])('does not wait for ever for a server that %s', async (_, misbehave) => {
    const server = await startFaulty({
      append: (call) => {
        call.resume();
        misbehave(call as { end?: () => void });
      },
    });
    const append = connect(`${server.connectionString}${SHORT_DEADLINE}`).append(
      newStream(),
      newEvents(1),
      'any',
    );
    await expect(append).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  });

  it('shares no stream among appends that a server could end under them', async () => {
    const server = await startFaulty({
      batchAppend: (call) => {
        call.on('data', () => call.end());
      },
      append: (call, callback) => {
        call.resume();
        callback(null, appended(0, 1));
      },
    });
    const store = connect(server.connectionString);
    const appends = newEvents(20).map((one) => store.append(newStream(), [one], 'no_stream'));
    expect(await Promise.all(appends)).toHaveLength(20);
  });

  it('does not fail for what happens to another connection of the process', async () => {
    let answer: (() => void) | undefined;
    const slow = await startFaulty({
      append: (call, callback) => {
        call.resume();
        answer = () => {
          callback(null, appended(0, 1));
        };
      },
    });
    const broken = await startFaulty({
      append: (call, callback) => {
        call.resume();
        callback(statusError(status.UNAVAILABLE, 'Connection dropped'));
      },
    });
    const waiting = connect(slow.connectionString).append(newStream(), newEvents(1), 'any');
    const failing = connect(broken.connectionString).append(newStream(), newEvents(1), 'any');
    await expect(failing).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    answer?.();
    expect(await waiting).toEqual({ revision: 0, position: 1n });
  });

  it('reads the position of a repetition where the server does not tell it', async () => {
    const server = await startFaulty({
      append: (call, callback) => {
        call.resume();
        callback(null, appended(3));
      },
      read: (call) => {
        call.write(event({ position: 77, revision: 3 }));
        call.end();
      },
    });
    const append = connect(server.connectionString).append('faulty-1', newEvents(1), 2);
    expect(await append).toEqual({ revision: 3, position: 77n });
  });

  it('writes what it was given, whatever happens to that afterwards', async () => {
    const server = await startProcess();
    const store = connect(server.connectionString);
    const data = { value: 'given' };
    const append = store.append('copied-1', [{ ...newEvent(), data }], 'no_stream');
    data.value = 'changed';
    await append;
    expect(await store.readStream('copied-1')).toMatchObject([{ data: { value: 'given' } }]);
  });
});
