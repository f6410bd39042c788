import { once } from 'node:events';
import { status } from '@grpc/grpc-js';
import { EventStoreDBClient } from '@eventstore/db-client';
import { newEvent, newEvents, newStream, pullUntil, readToEnd } from '../contract/fixtures.js';
import { event, missingEvent, statusError, type Stored } from './specs/answers.js';
import { SHORT_DEADLINE, useConnections } from './specs/connections.js';
import type { ReadCall } from './specs/faulty-server.js';

const { connect, startFaulty, startProcess } = useConnections();

const FOREIGN: readonly [name: string, stored: Partial<Stored>, expected: object][] = [
  ['malformed JSON', { data: '{"half', metadata: '{}' }, { data: {}, metadata: {} }],
  ['a list', { data: '[1]', metadata: '[2]' }, { data: {}, metadata: {} }],
  ['a string and a number', { data: '"text"', metadata: '7' }, { data: {}, metadata: {} }],
  ['null', { data: 'null', metadata: 'null' }, { data: {}, metadata: {} }],
  ['nothing', { data: '', metadata: '' }, { data: {}, metadata: {} }],
  ['bytes', { data: '{"a":1}', contentType: 'application/octet-stream' }, { data: {} }],
  ['malformed metadata', { data: '{"a":1}', metadata: 'x=1' }, { data: { a: 1 }, metadata: {} }],
];

describe('reading from EventStoreDB', () => {
  it.each(FOREIGN)('shows an event of a foreign client with %s', async (_, stored, expected) => {
    const server = await startFaulty({
      read: (call) => {
        call.write(event({ position: 3, ...stored }));
        call.end();
      },
    });
    const store = connect(server.connectionString);
    expect(await store.readStream('faulty-1')).toMatchObject([expected]);
    expect((await store.readAll()).events).toMatchObject([expected]);
  });

  it('passes over events that are missing and over those that the server keeps for itself', async () => {
    const server = await startFaulty({
      read: (call) => {
        call.write(event({ position: 3, stream: '$stats-0', type: '$statsCollected' }));
        call.write(event({ position: 4, stream: '$$faulty-1', type: '$metadata' }));
        call.write(event({ position: 5, type: '$>', contentType: 'application/octet-stream' }));
        call.write(event({ position: 6 }));
        call.write(missingEvent(7));
        call.end();
      },
    });
    const store = connect(server.connectionString);
    const page = await store.readAll();
    expect(page).toMatchObject({ events: [{ position: 6n }], position: 7n, end: true });
    expect(await store.readStream('faulty-1')).toMatchObject([{ position: 6n }]);
  });

  it('finds the end of the log also where the server has written last, and subscriptions come to it', async () => {
    const server = await startProcess();
    const store = connect(server.connectionString);
    const { position } = await store.append('visible-1', newEvents(1), 'no_stream');
    const client = EventStoreDBClient.connectionString(server.connectionString);
    await client.setStreamMetadata('visible-1', { maxCount: 5 });
    await client.dispose();
    const head = await store.headPosition();
    expect(head).toBeGreaterThan(position);
    expect((await readToEnd(store, {})).map(({ stream }) => stream)).toEqual(['visible-1']);
    for (const filter of [undefined, { streamPrefixes: ['visible-'] }, { eventTypes: ['Nothing'] }]) {
      const subscription = store.subscribeToAll(filter ? { filter } : {});
      const batches = await pullUntil(subscription, (all) => all.at(-1)?.caughtUp === true);
      expect(batches.at(-1)?.position).toBe(head);
    }
  });

  it('reads on over links until it has as many events as were asked for', async () => {
    const server = await startFaulty({
      read: (call) => {
        const from = Number(call.request.getOptions()?.getStream()?.getRevision() ?? 0);
        const count = Number(call.request.getOptions()?.getCount());
        for (let revision = from; revision < Math.min(from + count, 6); revision += 1) {
          call.write(event({ position: revision + 1, revision, type: revision % 2 ? 'Shown' : '$>' }));
        }
        call.end();
      },
    });
    const events = await connect(server.connectionString).readStream('faulty-1', { limit: 3 });
    expect(events.map(({ revision }) => revision)).toEqual([1, 3, 5]);
  });

  it.each([
    ['refuses', statusError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' })],
    ['fails', statusError(status.INTERNAL, 'broken')],
    ['is stopping', statusError(status.UNAVAILABLE, 'Server Is Not Ready')],
  ])('is unavailable when the server %s', async (_, error) => {
    const server = await startFaulty({ read: (call) => call.emit('error', error) });
    const store = connect(server.connectionString);
    const unavailable = { code: 'STORE_UNAVAILABLE' };
    await expect(store.readStream('faulty-1')).rejects.toMatchObject(unavailable);
    await expect(store.readAll()).rejects.toMatchObject(unavailable);
    await expect(store.headPosition()).rejects.toMatchObject(unavailable);
  });

  it('gives a read up when the server falls silent, in the middle or from the start', async () => {
    let calls = 0;
    const server = await startFaulty({
      read: (call) => {
        calls += 1;
        if (calls === 1) call.write(event({ position: 1 }));
      },
    });
    const store = connect(`${server.connectionString}${SHORT_DEADLINE}`);
    for (let time = 0; time < 2; time += 1) {
      await expect(store.readStream('faulty-1')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    }
  });

  it('cancels at the server a read that it gives up', async () => {
    const calls: ReadCall[] = [];
    const server = await startFaulty({
      read: (call) => {
        calls.push(call);
        call.write(event({ position: 1 }));
      },
    });
    const store = connect(`${server.connectionString}${SHORT_DEADLINE}`);
    for (const read of [() => store.readStream('faulty-1'), () => store.readAll()]) {
      await expect(read()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    }
    expect(calls).toHaveLength(2);
    for (const call of calls) if (!call.cancelled) await once(call, 'cancelled');
  });

  it('does not take what was cut off by its closing for all there is', async () => {
    const server = await startProcess();
    const store = connect(server.connectionString);
    const stream = newStream();
    await store.append(stream, [newEvent('Large', { text: 'x'.repeat(900_000) })], 'no_stream');
    const reading = store.readStream(stream);
    await store.close();
    expect(await reading).toHaveLength(1);
  });
});
