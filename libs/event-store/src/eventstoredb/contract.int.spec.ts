import { jest } from '@jest/globals';
import { describeEventStore } from '../contract/index.js';
import { openEventStoreDb } from './index.js';
import { ProtocolProcess } from './specs/protocol-process.js';

// A busy machine may take its time.
jest.setTimeout(60_000);

/** The server that is named, or one on the embedded store in a process of its own. */
const { EVENTSTOREDB_URL } = process.env;

describeEventStore('EventStoreDB', async () => {
  const server = EVENTSTOREDB_URL === undefined ? await ProtocolProcess.start() : undefined;
  const store = openEventStoreDb({ connectionString: EVENTSTOREDB_URL ?? server?.connectionString ?? '' });
  return {
    store,
    close: async () => {
      await store.close();
      await server?.remove();
    },
  };
});
