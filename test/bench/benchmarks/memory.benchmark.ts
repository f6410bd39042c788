import { runProgram } from '../harness/child.js';
import type { Rebuilt } from '../ours/rebuild.program.js';
import type { Benchmark } from './benchmark.js';
import { PROGRAMS } from './programs.js';

/** What a rebuild over a large store takes, however large it is. */
export const memory: Benchmark = {
  name: 'memory',
  unit: 'MiB, the most of a rebuild',
  target: { below: 300 },
  async measure({ children, sizes, stores }) {
    const dataDir = await stores.filledWith(sizes.largeStore);
    const { peakMiB } = await runProgram<Rebuilt>(children, PROGRAMS.rebuild, { dataDir });
    return { ours: peakMiB };
  },
};
