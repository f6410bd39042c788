import { runProgram } from '../harness/child.js';
import type { Throughput } from '../harness/program.js';
import type { Benchmark } from './benchmark.js';
import { PROGRAMS } from './programs.js';
import { interleaved } from './rounds.js';

/** How fast all read models are built anew. */
export const projections: Benchmark = {
  name: 'projections',
  unit: 'events/s',
  against: 'SQLite, one projection folded in memory',
  target: { atLeast: 0.25 },
  async measure({ children, sizes, stores }) {
    const dataDir = await stores.filledWith(sizes.rebuilt);
    return interleaved(
      sizes.rounds,
      () => runProgram<Throughput>(children, PROGRAMS.rebuild, { dataDir }),
      () => runProgram<Throughput>(children, PROGRAMS.floorProjection, { events: sizes.rebuilt }),
    );
  },
};
