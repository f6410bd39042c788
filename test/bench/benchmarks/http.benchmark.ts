import { randomUUID } from 'node:crypto';
import type { Throughput } from '../harness/program.js';
import { EXAM_CODE } from '../workload/offer.js';
import type { Benchmark } from './benchmark.js';
import { PROGRAMS } from './programs.js';
import { interleaved } from './rounds.js';
import { underLoad } from './under-load.js';

/** A body such as half of all commands have. */
const NO_OP = {
  path: `/v1/vouchers/${randomUUID()}/schedule-exam`,
  body: {
    examCode: EXAM_CODE,
    appointment: {
      bookingReference: randomUUID(),
      siteCode: 'US-NYC-042',
      startsAt: '2026-05-04T12:00:00.000Z',
    },
  },
};

export const http: Benchmark = {
  name: 'http',
  unit: 'commands/s',
  against: 'a NestJS POST that does nothing',
  target: { atLeast: 0.5, p99AtMost: 3 },
  measure: ({ children, sizes: { rounds, window, connections } }) => {
    const load = { window, connections };
    return interleaved(
      rounds,
      () =>
        underLoad<Throughput>(
          children,
          { program: PROGRAMS.server, params: {} },
          { program: PROGRAMS.lives, params: load },
        ),
      () =>
        underLoad<Throughput>(
          children,
          { program: PROGRAMS.floorServer, params: {} },
          { program: PROGRAMS.repeat, params: { ...load, call: NO_OP } },
        ),
    );
  },
};
