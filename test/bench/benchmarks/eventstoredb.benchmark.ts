import type { Throughput } from '../harness/program.js';
import type { Benchmark } from './benchmark.js';
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
      underLoad<Throughput>(children, { program: PROGRAMS.protocol, params: {} }, { program, params });
    return interleaved(rounds, on(PROGRAMS.adapterCommands), on(PROGRAMS.clientCommands));
  },
};

/** All read models built anew over a subscription, beside the same over a subscription of the bare client. */
export const eventStoreDbRebuild: Benchmark = {
  name: 'eventStoreDbRebuild',
  unit: 'events/s',
  against: "the same, fed by EventStoreDB's client alone",
  target: { atLeast: 0.7 },
  measure: async ({ children, sizes, stores }) => {
    const dataDir = await stores.filledWith(sizes.rebuilt);
    const on = (program: URL) => () =>
      underLoad<Throughput>(
        children,
        { program: PROGRAMS.protocol, params: { dataDir } },
        { program, params: {} },
      );
    return interleaved(sizes.rounds, on(PROGRAMS.adapterRebuild), on(PROGRAMS.clientRebuild));
  },
};
