import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import { openEmbeddedEventStore, type EmbeddedEventStore } from '#event-store/embedded';
import { startProtocolServer, type ProtocolServer, type ProtocolServerOptions } from '../index.js';

export interface ServedStore {
  readonly store: EmbeddedEventStore;
  readonly server: ProtocolServer;
  readonly directory: string;
  /** A client of the server, closed after the tests. */
  connect(options?: string, user?: string): EventStoreDBClient;
  /** Failures that nobody foresaw. */
  readonly failures: readonly unknown[];
}

type Options = Partial<Omit<ProtocolServerOptions, 'log' | 'onFailure'>>;

/** A store of its own, served to everybody, for all tests of a group; afterwards no call may have failed unforeseen. */
export function useServedStore(
  options: (directory: string) => Options | Promise<Options> = () => ({}),
): () => ServedStore {
  // A busy machine may take its time.
  jest.setTimeout(60_000);
  let served: (ServedStore & { close(): Promise<void> }) | undefined;
  beforeAll(async () => {
    const directory = mkdtempSync(join(tmpdir(), 'second-shot-'));
    served = await serve(directory, await options(directory));
  });
  afterAll(async () => {
    await served?.close();
    rmSync(served?.directory ?? '', { recursive: true, force: true });
    expect(served?.failures).toEqual([]);
  });
  return () => {
    if (!served) throw new TypeError('The store is served only while tests run.');
    return served;
  };
}

/** Serves the store in a directory. */
export async function serve(
  directory: string,
  options: Options = {},
): Promise<ServedStore & { close(): Promise<void> }> {
  const failures: unknown[] = [];
  const clients: EventStoreDBClient[] = [];
  const store = await openEmbeddedEventStore({ directory });
  const server = await startProtocolServer({
    log: store.log,
    access: 'open',
    protectedPrefixes: ['voucher-'],
    onFailure: (error) => failures.push(error),
    host: '127.0.0.1',
    port: 0,
    ...options,
  });
  return {
    store,
    server,
    directory,
    failures,
    connect: (query = 'tls=false', user = '') => {
      const address = `${user}localhost:${server.port}`;
      const client = EventStoreDBClient.connectionString(`esdb://${address}?${query}`);
      clients.push(client);
      return client;
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.dispose()));
      await server.close();
      await store.close();
    },
  };
}
