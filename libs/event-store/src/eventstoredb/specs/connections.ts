import { jest } from '@jest/globals';
import type { EventStore } from '../../port/index.js';
import { openEventStoreDb } from '../index.js';
import { FaultyServer, type Behaviour } from './faulty-server.js';
import { ProtocolProcess } from './protocol-process.js';
import { TcpProxy } from './tcp-proxy.js';

/** Option of a connection string for tests that wait for a deadline. */
export const SHORT_DEADLINE = '&defaultDeadline=250';

/** Servers and connections to them, closed after each test, the last first. */
export function useConnections() {
  // A busy machine may take its time.
  jest.setTimeout(60_000);
  const opened: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0).toReversed()) await close();
  });
  return {
    connect: (connectionString: string): EventStore => {
      const store = openEventStoreDb({ connectionString });
      opened.push(() => store.close());
      return store;
    },
    startFaulty: async (behaviour: Behaviour): Promise<FaultyServer> => {
      const server = await FaultyServer.start(behaviour);
      opened.push(() => {
        server.stop();
      });
      return server;
    },
    startProcess: async (): Promise<ProtocolProcess> => {
      const server = await ProtocolProcess.start();
      opened.push(() => server.remove());
      return server;
    },
    startProxy: async (target: number): Promise<TcpProxy> => {
      const proxy = await TcpProxy.start(target);
      opened.push(() => proxy.stop());
      return proxy;
    },
  };
}
