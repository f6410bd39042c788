import { startProtocolServer, type ProtocolServer } from '#eventstoredb-protocol';
import { openEmbeddedEventStore, type EmbeddedEventStore } from '#event-store/embedded';
import type { Program, Serving } from '../harness/program.js';
import { fillLog } from '../workload/log.js';

export interface ProtocolServerParams {
  /** An existing data directory; without it an empty one. */
  readonly dataDir?: string;
  /** How many the store is given at the beginning. Default 0. */
  readonly events?: number;
}

let store: EmbeddedEventStore | undefined;
let server: ProtocolServer | undefined;

/** The embedded store over EventStoreDB's protocol, to everybody. */
export const program: Program<ProtocolServerParams, Serving> = {
  async run({ directory, dataDir = directory, events = 0 }) {
    store = await openEmbeddedEventStore({ directory: dataDir });
    await fillLog(store.log, events);
    server = await startProtocolServer({
      log: store.log,
      access: 'open',
      protectedPrefixes: [],
      onFailure: (error) => {
        throw error;
      },
      host: '127.0.0.1',
      port: 0,
    });
    return { origin: `esdb://127.0.0.1:${server.port}?tls=false` };
  },
  async stop() {
    await server?.close();
    await store?.close();
  },
};
