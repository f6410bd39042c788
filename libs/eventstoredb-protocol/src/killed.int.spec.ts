import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { EventStoreDBClient, type EventData } from '@eventstore/db-client';
import { collect, events, newStream } from './testing/events.js';
import { ServingProcess } from './testing/serving-process.js';

jest.setTimeout(60_000);

describe('a server in a process of its own', () => {
  let directory = '';
  let server: ServingProcess | undefined;
  const clients: EventStoreDBClient[] = [];
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'second-shot-'));
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.dispose()));
    await server?.kill();
    rmSync(directory, { recursive: true, force: true });
  });

  async function start(): Promise<EventStoreDBClient> {
    server = await ServingProcess.start(directory);
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
    clients.push(client);
    return client;
  }

  it('that is killed has lost nothing that it acknowledged, and goes on', async () => {
    const client = await start();
    const acknowledged: EventData[] = [];
    const stream = newStream();
    const append = async () => {
      for (;;) {
        const sent = events(1);
        await client.appendToStream(stream, sent);
        acknowledged.push(...sent);
        if (acknowledged.length === 300) void server?.kill();
      }
    };
    await Promise.allSettled(Array.from({ length: 16 }, append));
    const again = await start();
    const ids = new Set((await collect(again.readStream(stream))).map(({ event }) => event?.id));
    expect(acknowledged.length).toBeGreaterThanOrEqual(300);
    expect(acknowledged.every(({ id }) => ids.has(id))).toBe(true);
    expect((await again.appendToStream(stream, events(1))).nextExpectedRevision).toBe(BigInt(ids.size));
  });

  it('that is asked to stop finishes, and leaves the store to the next', async () => {
    const client = await start();
    const stream = newStream();
    await client.appendToStream(stream, events(1));
    expect(await server?.stop()).toBe(0);
    expect(await collect((await start()).readStream(stream))).toHaveLength(1);
  });
});
