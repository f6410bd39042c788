import { runProgram } from '../harness/child.js';
import type { Throughput } from '../harness/program.js';
import type { Benchmark } from './benchmark.js';
import { PROGRAMS } from './programs.js';
import { interleaved } from './rounds.js';
import { underLoad } from './under-load.js';

const SIDE = 64;
/** Events in the log that is read. */
const EVENTS = 20_000;

/** What the official client gets from the embedded store, beside what the store gives in its own process. */
export const protocolAppends: Benchmark = {
  name: 'protocolAppends',
  unit: 'appends/s',
  against: "the embedded store's own, 64 side by side",
  measure: ({ children, sizes: { rounds, window } }) =>
    interleaved(
      rounds,
      () =>
        underLoad<Throughput>(
          children,
          { program: PROGRAMS.protocolServer, params: { events: 0 } },
          { program: PROGRAMS.foreignAppends, params: { window, side: SIDE } },
        ),
      () => runProgram<Throughput>(children, PROGRAMS.logAppends, { window, side: SIDE }),
    ),
};

export const protocolReads: Benchmark = {
  name: 'protocolReads',
  unit: 'events/s',
  against: "the embedded store's own",
  measure: ({ children, sizes: { rounds, window } }) =>
    interleaved(
      rounds,
      () =>
        underLoad<Throughput>(
          children,
          { program: PROGRAMS.protocolServer, params: { events: EVENTS } },
          { program: PROGRAMS.foreignReads, params: { window } },
        ),
      () => runProgram<Throughput>(children, PROGRAMS.logReads, { window, events: EVENTS }),
    ),
};
