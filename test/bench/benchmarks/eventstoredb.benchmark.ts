import { runProgram } from '../harness/child.js';
import type { Throughput } from '../harness/program.js';
import type { Benchmark, Setting } from './benchmark.js';
import { PROGRAMS } from './programs.js';
import { interleaved } from './rounds.js';
import { underLoad } from './under-load.js';

/** Commands on EventStoreDB, over its protocol as this project serves it. */
export const eventStoreDbCommands: Benchmark = {
  name: 'eventStoreDbCommands',
  unit: 'commands/s',
  against: "EventStoreDB's client alone: read, append",
  target: { atLeast: 0.7 },
  measure: ({ children, sizes: { rounds, window } }) => {
    const params = { window, side: 64 };
    const on = (program: URL) => () =>
      underLoad<Throughput>(children, { program: PROGRAMS.protocolServer, params: {} }, { program, params });
    return interleaved(rounds, on(PROGRAMS.adapterCommands), on(PROGRAMS.clientCommands));
  },
};

/** All events of a store over a subscription: what a rebuild asks of the server. */
export const eventStoreDbCatchUp: Benchmark = {
  name: 'eventStoreDbCatchUp',
  unit: 'events/s',
  against: "a subscription of EventStoreDB's client alone",
  target: { atLeast: 0.7 },
  measure: async ({ children, sizes, stores }) => {
    const on = await onFilled({ children, sizes, stores });
    return interleaved(sizes.rounds, on(PROGRAMS.adapterCatchUp), on(PROGRAMS.clientCatchUp));
  },
};

/** All read models built anew over a subscription, for information. */
export const eventStoreDbRebuild: Benchmark = {
  name: 'eventStoreDbRebuild',
  unit: 'events/s',
  against: 'the same on the embedded event store',
  measure: async ({ children, sizes, stores }) => {
    const on = await onFilled({ children, sizes, stores });
    const dataDir = await stores.filledWith(sizes.rebuilt);
    return interleaved(sizes.rounds, on(PROGRAMS.adapterRebuild), () =>
      runProgram<Throughput>(children, PROGRAMS.rebuild, { dataDir }),
    );
  },
};

/** Runs programs on a filled store that is served by the protocol of EventStoreDB. */
async function onFilled({ children, sizes, stores }: Omit<Setting, 'progress'>) {
  const dataDir = await stores.filledWith(sizes.rebuilt);
  const server = { program: PROGRAMS.protocolServer, params: { dataDir } };
  return (program: URL) => () => underLoad<Throughput>(children, server, { program, params: {} });
}
