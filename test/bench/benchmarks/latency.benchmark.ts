import type { Paced } from '../load/paced.program.js';
import { median, medianLatency } from '../harness/statistics.js';
import type { Benchmark } from './benchmark.js';
import { PROGRAMS } from './programs.js';
import { underLoad } from './under-load.js';

/** Some 450 commands a second, and as many queries. */
const MODERATE = { connections: 20, pause: 40 };

/** What a user feels: how long until a command is answered, and then until the read models show it. */
export const latency: Benchmark = {
  name: 'latency',
  unit: 'commands/s, paced',
  async measure({ children, sizes: { rounds, window } }) {
    const all: Paced[] = [];
    for (let round = 0; round < rounds; round += 1) {
      all.push(
        await underLoad<Paced>(
          children,
          { program: PROGRAMS.server, params: {} },
          { program: PROGRAMS.paced, params: { window, ...MODERATE } },
        ),
      );
    }
    return {
      ours: median(all.map(({ perSecond }) => perSecond)),
      latency: medianLatency(all.map(({ latency: of }) => of)),
      visible: medianLatency(all.map(({ visible }) => visible)),
    };
  },
};
