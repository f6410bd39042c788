import { openEmbeddedEventStore } from '#event-store/embedded';
import { startProtocolServer } from '#eventstoredb-protocol';
import type { Program, Serving } from '../harness/program.js';

export interface ProtocolParams {
  /** An existing data directory; without it an empty one. */
  readonly dataDir?: string;
}

let close: (() => Promise<void>) | undefined;

/** The embedded event store over EventStoreDB's protocol. */
export const program: Program<ProtocolParams, Serving> = {
  async run({ directory, dataDir = directory }) {
    const store = await openEmbeddedEventStore({ directory: dataDir });
    const server = await startProtocolServer({
      log: store.log,
      access: 'open',
      protectedPrefixes: [],
      onFailure: (error) => {
        console.error(error);
      },
      host: '127.0.0.1',
      port: 0,
    });
    close = async () => {
      await server.close();
      await store.close();
    };
    return { origin: `esdb://127.0.0.1:${server.port}?tls=false` };
  },
  stop: async () => close?.(),
};
