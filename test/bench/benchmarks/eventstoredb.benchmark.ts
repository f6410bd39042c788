import { join } from 'node:path';
import type { Throughput } from '../harness/program.js';
import { temporaryDirectory } from '../harness/temporary-directory.js';
import type { Benchmark, Setting } from './benchmark.js';
import { PROGRAMS } from './programs.js';
import { interleaved } from './rounds.js';
import { underLoad } from './under-load.js';

/** The client alone does what a command is: it reads the stream, decides, appends. */
export const eventStoreDbCommands = commandsBeside(
  'eventStoreDbCommands',
  "EventStoreDB's client alone: read, append",
  { reads: true },
);

/** The client alone makes the calls that ours makes: nothing is read of a stream that the process has seen. */
export const eventStoreDbAppends = commandsBeside(
  'eventStoreDbAppends',
  "EventStoreDB's client alone: append",
  { reads: false },
);

/** Commands on EventStoreDB, over its protocol as this project serves it. */
function commandsBeside(name: string, against: string, floor: { readonly reads: boolean }): Benchmark {
  return {
    name,
    unit: 'commands/s',
    against,
    target: { atLeast: 0.7 },
    measure: ({ children, sizes: { rounds, window } }) => {
      const server = { program: PROGRAMS.protocolServer, params: {} };
      const params = { window, side: 64, ...floor };
      const on = (program: URL) => () => underLoad<Throughput>(children, server, { program, params });
      return interleaved(rounds, on(PROGRAMS.adapterCommands), on(PROGRAMS.clientCommands));
    },
  };
}

/** All events of a store over a subscription: what a rebuild asks of the server. */
export const eventStoreDbCatchUp: Benchmark = {
  name: 'eventStoreDbCatchUp',
  unit: 'events/s',
  against: "a subscription of EventStoreDB's client alone",
  target: { atLeast: 0.7 },
  measure: async ({ children, sizes, stores }) => {
    const on = await onFilled({ children, stores }, sizes.rebuilt);
    return interleaved(sizes.rounds, on(PROGRAMS.adapterCatchUp), on(PROGRAMS.clientCatchUp));
  },
};

/** All read models built anew on both servers, beside their clients alone that make the very calls of a rebuild. */
export const eventStoreDbRebuild: Benchmark = {
  name: 'eventStoreDbRebuild',
  unit: 'events/s',
  against: "the servers' clients alone, with the same calls",
  target: { atLeast: 0.7 },
  leftOut: () =>
    process.env['MONGODB_URL'] === undefined
      ? 'MONGODB_URL names no server to fill: see the README.'
      : undefined,
  measure: async ({ children, sizes, stores }) => {
    const mongoDbUrl = process.env['MONGODB_URL'] ?? '';
    const on = await onFilled({ children, stores }, sizes.rebuiltOnServers);
    const directory = temporaryDirectory();
    const calls = join(directory.path, 'calls');
    await on(PROGRAMS.adapterRebuild, { mongoDbUrl, record: calls })();
    const measured = await interleaved(
      sizes.rounds,
      on(PROGRAMS.adapterRebuild, { mongoDbUrl }),
      on(PROGRAMS.clientRebuild, { mongoDbUrl, calls }),
    );
    directory.remove();
    return measured;
  },
};

/** Runs programs on a filled store that is served by the protocol of EventStoreDB. */
async function onFilled({ children, stores }: Pick<Setting, 'children' | 'stores'>, events: number) {
  const dataDir = await stores.filledWith(events);
  const server = { program: PROGRAMS.protocolServer, params: { dataDir } };
  return (program: URL, params: object = {}) =>
    () =>
      underLoad<Throughput>(children, server, { program, params });
}
