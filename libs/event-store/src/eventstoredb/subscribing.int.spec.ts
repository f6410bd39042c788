import { once } from 'node:events';
import { status } from '@grpc/grpc-js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { AllBatch, EventStore, EventStoreError } from '../port/index.js';
import { eventsOf, idsOf, newEvents, newStream, pullUntil } from '../contract/fixtures.js';
import { caughtUp, checkpoint, confirmation, event, statusError } from './specs/answers.js';
import { SHORT_DEADLINE, useConnections } from './specs/connections.js';
import type { ReadCall } from './specs/faulty-server.js';

const { connect, startFaulty, startProcess, startProxy } = useConnections();

/** A server whose log ends at a position, and that serves its subscriptions one after the other. */
function subscriptions(head: number, ...serve: readonly ((call: ReadCall) => void)[]) {
  const asked: (string | undefined)[] = [];
  return {
    /** From where each subscription asked to go on; nothing for the start. */
    asked,
    read: (call: ReadCall) => {
      const options = call.request.getOptions();
      if (!options?.hasSubscription()) {
        call.write(event({ position: head }));
        call.end();
        return;
      }
      asked.push(startOf(options));
      call.write(confirmation());
      serve[Math.min(asked.length, serve.length) - 1]?.(call);
    },
  };
}

function startOf(options: streams.ReadReq.Options | undefined): string | undefined {
  return options?.hasStream()
    ? options.getStream()?.getRevision()
    : options?.getAll()?.getPosition()?.getCommitPosition();
}

const ENDS: readonly [name: string, end: (call: ReadCall) => unknown][] = [
  ['ends without an error', (call) => call.end()],
  ['ends as unavailable', (call) => call.emit('error', statusError(status.UNAVAILABLE, 'gone'))],
  ['is cancelled by the server', (call) => call.emit('error', statusError(status.CANCELLED, 'stopping'))],
  [
    'is dropped because the subscriber was too slow',
    (call) => call.emit('error', statusError(status.ABORTED, 'Operation timed out: Consumer too slow')),
  ],
  ['breaks inside the server', (call) => call.emit('error', statusError(status.INTERNAL, 'stream reset'))],
];

describe('subscribing to EventStoreDB when things go wrong', () => {
  it.each(ENDS)('goes on from its checkpoint when the subscription %s', async (_, end) => {
    const { asked, read } = subscriptions(
      0,
      (call) => {
        call.write(event({ position: 1 }));
        call.write(event({ position: 2 }), () => end(call));
      },
      end,
      (call) => {
        call.write(event({ position: 2 }));
        call.write(event({ position: 3 }));
      },
    );
    const { connectionString } = await startFaulty({ read });
    const batches = await pullUntil(
      connect(connectionString).subscribeToAll(),
      (all) => eventsOf(all).length === 3,
    );
    expect(eventsOf(batches).map(({ position }) => position)).toEqual([1n, 2n, 3n]);
    expect(asked).toEqual([undefined, '2', '2']);
  });

  it.each(ENDS)('goes on from its revision when the subscription to a stream %s', async (_, end) => {
    const { asked, read } = subscriptions(
      0,
      (call) => {
        call.write(event({ position: 5, revision: 0 }), () => end(call));
      },
      (call) => {
        call.write(event({ position: 9, revision: 1 }));
      },
    );
    const { connectionString } = await startFaulty({ read });
    const subscription = connect(connectionString).subscribeToStream('faulty-1');
    const batches = await pullUntil(subscription, (all) => eventsOf(all).length === 2);
    expect(eventsOf(batches).map(({ revision }) => revision)).toEqual([0, 1]);
    expect(asked[1]).toBe('0');
  });

  it.each(ENDS)('tells when the subscription %s, and when it has caught up again', async (_, end) => {
    const { read } = subscriptions(
      1,
      (call) => {
        call.write(event({ position: 1 }));
        call.write(caughtUp(), () => end(call));
      },
      end,
      (call) => {
        call.write(caughtUp());
      },
    );
    const { connectionString } = await startFaulty({ read });
    const failures: EventStoreError[] = [];
    const subscription = connect(connectionString).subscribeToAll({
      onFailure: (error) => failures.push(error),
    });
    const batches = await pullUntil(subscription, (all) => all.length === 2);
    expect(batches).toMatchObject([
      { events: [{ position: 1n }], position: 1n, caughtUp: true },
      { events: [], position: 1n, caughtUp: true },
    ]);
    expect(failures).toHaveLength(2);
    for (const { code, message } of failures) {
      expect(code).toBe('STORE_UNAVAILABLE');
      expect(message).toMatch(/^EventStoreDB does not serve this now: .+\.$/);
    }
  });

  it.each(ENDS)('tells of a stream when the subscription to it %s', async (_, end) => {
    const { read } = subscriptions(
      0,
      (call) => {
        call.write(event({ position: 5, revision: 0 }));
        call.write(caughtUp(), () => end(call));
      },
      (call) => {
        call.write(caughtUp());
      },
    );
    const { connectionString } = await startFaulty({ read });
    const failures: EventStoreError[] = [];
    const subscription = connect(connectionString).subscribeToStream('faulty-1', {
      onFailure: (error) => failures.push(error),
    });
    const batches = await pullUntil(subscription, (all) => all.length === 2);
    expect(batches).toMatchObject([{ caughtUp: true }, { events: [], revision: 0, caughtUp: true }]);
    expect(failures).toMatchObject([{ code: 'STORE_UNAVAILABLE' }]);
  });

  it('goes on from a checkpoint at which nothing matched', async () => {
    const { asked, read } = subscriptions(
      50,
      (call) => {
        call.write(checkpoint(40), () => call.end());
      },
      (call) => {
        call.write(caughtUp());
      },
    );
    const { connectionString } = await startFaulty({ read });
    const filter = { streamPrefixes: ['nothing-'] };
    const batches = await pullUntil(
      connect(connectionString).subscribeToAll({ filter }),
      (all) => all.length === 2,
    );
    expect(batches).toEqual([
      { events: [], position: 40n, caughtUp: false },
      { events: [], position: 50n, caughtUp: true },
    ]);
    expect(asked.slice(0, 2)).toEqual([undefined, '40']);
  });

  describe.each([
    ['all', {}],
    ['some', { filter: { streamPrefixes: ['faulty-'] } }],
  ])('to %s events, whose reader is slower than the server', (_, options) => {
    const POSITIONS = Array.from({ length: 10 }, (_position, index) => BigInt(index + 1));
    /** Serves so many of the events behind the place that is asked for, and tells at once how far it has looked. */
    const serve = (call: ReadCall, most: number) => {
      const after = BigInt(startOf(call.request.getOptions()) ?? 0);
      const rest = POSITIONS.filter((position) => position > after);
      const served = rest.slice(0, most);
      for (const position of served) call.write(event({ position: Number(position) }));
      if ('filter' in options) call.write(checkpoint(Number(served.at(-1) ?? after)));
      if (served.length === rest.length) call.write(caughtUp());
    };

    /** Reads so that all has come that the client takes, and still waits in it, when a batch is asked for. */
    async function pullSlowly(store: EventStore, afterBatch: (batch: AllBatch) => unknown) {
      const batches: AllBatch[] = [];
      for await (const batch of store.subscribeToAll({ ...options, batchSize: 3 })) {
        batches.push(batch);
        afterBatch(batch);
        // The connection answers in turn: this is answered behind all that the subscription was sent.
        for (let answers = 0; answers < 3; answers += 1) await store.headPosition();
        if (batch.caughtUp) break;
      }
      return batches;
    }

    it('delivers every event before it says that it has caught up', async () => {
      const { connectionString } = await startFaulty(
        subscriptions(10, (call) => {
          serve(call, 10);
        }),
      );
      const batches = await pullSlowly(connect(connectionString), () => undefined);
      expect(eventsOf(batches).map(({ position }) => position)).toEqual(POSITIONS);
      expect(batches.map((batch) => batch.caughtUp)).toEqual(
        batches.map((batch) => batch === batches.at(-1)),
      );
      for (const { events, position } of batches.slice(0, -1)) expect(position).toBe(events.at(-1)?.position);
    });

    it.each(ENDS)('goes on from what it has delivered when the subscription %s', async (_end, end) => {
      const calls: ReadCall[] = [];
      const { asked, read } = subscriptions(10, (call) => {
        calls.push(call);
        serve(call, 5);
      });
      const { connectionString } = await startFaulty({ read });
      const batches = await pullSlowly(connect(connectionString), (batch) => {
        const call = calls.at(-1);
        if (call && !batch.caughtUp) end(call);
      });
      expect(eventsOf(batches).map(({ position }) => position)).toEqual(POSITIONS);
      expect(asked.length).toBeGreaterThan(1);
      const delivered = batches.map(({ position }) => String(position));
      for (const position of asked.slice(1)) expect(delivered).toContain(position);
    });
  });

  it('waits longer after each end in a row, and begins anew once something has come', async () => {
    const times: number[] = [];
    const ends = 5;
    const { read } = subscriptions(0, (call) => {
      times.push(performance.now());
      if (times.length === ends + 1) call.write(event({ position: 1 }), () => call.end());
      else if (times.length <= ends) call.end();
      else call.write(event({ position: 2 }));
    });
    const { connectionString } = await startFaulty({ read });
    await pullUntil(connect(connectionString).subscribeToAll(), (all) => eventsOf(all).length === 2);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(gaps).toHaveLength(ends + 1);
    // Half of each pause is left to chance, and a timer of Node may be a millisecond early.
    for (const [index, gap] of gaps.slice(0, ends).entries())
      expect(gap).toBeGreaterThan(25 * 2 ** index - 2);
    expect(gaps.at(-1)).toBeLessThan(25 * 2 ** ends);
  });

  it('subscribes again when the server does not confirm', async () => {
    let calls = 0;
    const read = (call: ReadCall) => {
      if (!call.request.getOptions()?.hasSubscription()) {
        call.end();
        return;
      }
      calls += 1;
      if (calls === 1) return;
      call.write(confirmation());
      call.write(event({ position: 1 }));
    };
    const { connectionString } = await startFaulty({ read });
    const subscription = connect(`${connectionString}${SHORT_DEADLINE}`).subscribeToAll();
    expect(await pullUntil(subscription, (all) => eventsOf(all).length === 1)).toHaveLength(1);
    expect(calls).toBe(2);
  });

  it('is cancelled at the server when its loop is left', async () => {
    const calls: ReadCall[] = [];
    const { read } = subscriptions(0, (call) => {
      calls.push(call);
      call.write(event({ position: 1 }));
    });
    const { connectionString } = await startFaulty({ read });
    const store = connect(connectionString);
    await pullUntil(store.subscribeToAll(), () => true);
    await pullUntil(store.subscribeToStream('faulty-1'), () => true);
    expect(calls).toHaveLength(2);
    for (const call of calls) if (!call.cancelled) await once(call, 'cancelled');
  });

  it('tells when the server refuses it', async () => {
    const denied = statusError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
    const { read } = subscriptions(0, (call) => call.emit('error', denied));
    const { connectionString } = await startFaulty({ read });
    const subscription = connect(connectionString).subscribeToAll();
    await expect(pullUntil(subscription, () => true)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining('user and password') as unknown,
    });
  });

  it('reads no further ahead than its buffers, and holds nothing else up', async () => {
    const server = await startProcess();
    const direct = connect(server.connectionString);
    const text = 'x'.repeat(100_000);
    for (let index = 0; index < 80; index += 1) {
      await direct.append(
        'large-1',
        newEvents(1).map((one) => ({ ...one, data: { text } })),
        'any',
      );
    }
    const proxy = await startProxy(server.port);
    const store = connect(proxy.connectionString);
    for await (const { events } of store.subscribeToAll({ batchSize: 2 })) {
      expect(events.length).toBeLessThanOrEqual(2);
      for (let count = 0; count < 20; count += 1) await store.append(newStream(), newEvents(1), 'any');
      expect(proxy.answered).toBeLessThan(4_000_000);
      if (events.length > 0) break;
    }
  });

  it('loses and doubles nothing when the server is killed while it catches up, and goes on after that', async () => {
    const server = await startProcess();
    const store = connect(server.connectionString);
    const stream = newStream('killed');
    const events = newEvents(2_000);
    await store.append(stream, events, 'no_stream');
    const filter = { streamPrefixes: ['killed-'] };
    const late = newEvents(1);
    let kills = 0;
    let restarted = Promise.resolve();
    const restart = async () => {
      await server.kill();
      await server.start();
    };
    const batches = await pullUntil(store.subscribeToAll({ filter, batchSize: 50 }), (all) => {
      const count = eventsOf(all).length;
      if (kills === 0 && count >= 500) {
        kills += 1;
        restarted = restart();
      }
      if (kills === 1 && all.at(-1)?.caughtUp === true) {
        kills += 1;
        restarted = restarted.then(restart).then(async () => {
          await connect(server.connectionString).append(stream, late, 1_999);
        });
      }
      return count >= 2_001;
    });
    await restarted;
    expect(idsOf(eventsOf(batches))).toEqual(idsOf([...events, ...late]));
  });

  it('waits for a server that is not there yet', async () => {
    const server = await startProcess();
    await server.kill();
    const store = connect(server.connectionString);
    const subscription = pullUntil(store.subscribeToAll(), (all) => eventsOf(all).length === 1);
    await expect(store.headPosition()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await server.start();
    const appended = newEvents(1);
    await connect(server.connectionString).append(newStream(), appended, 'no_stream');
    expect(idsOf(eventsOf(await subscription))).toEqual(idsOf(appended));
  });
});
