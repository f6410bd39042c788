import { runProgram } from '../harness/child.js';
import type { Throughput } from '../harness/program.js';
import type { Benchmark } from './benchmark.js';
import { PROGRAMS } from './programs.js';
import { interleaved } from './rounds.js';

/** Whether commands stay as fast as events pile up. */
export const growth: Benchmark = {
  name: 'growth',
  unit: 'commands/s',
  against: 'the same on a small store',
  target: { atLeast: 0.9 },
  async measure({ children, sizes, stores }) {
    const large = await stores.filledWith(sizes.largeStore);
    const small = await stores.filledWith(sizes.smallStore);
    const on = (dataDir: string) => () =>
      runProgram<Throughput>(children, PROGRAMS.commands, { window: sizes.window, side: 64, dataDir });
    return interleaved(sizes.rounds, on(large), on(small));
  },
};
