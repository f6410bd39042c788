import { openEmbeddedEventStore } from '#event-store/embedded';
import { Meter, type Window } from '../harness/measure.js';
import type { Program, Throughput } from '../harness/program.js';
import { fillLog } from '../workload/log.js';

export interface LogReadsParams {
  readonly window: Window;
  readonly events: number;
}

const PAGE = 500;

/** Reads the embedded store's log over and over, in pages as the protocol does. */
export const program: Program<LogReadsParams, Throughput> = {
  async run({ directory, window, events }) {
    const { log, close } = await open(directory, events);
    const meter = new Meter(window);
    let after = 0n;
    while (!meter.isOver) {
      const started = performance.now();
      const page = await log.readAll({ after, limit: PAGE });
      meter.answered(started, page.events.length);
      after = page.end ? 0n : page.position;
    }
    await close();
    return { perSecond: meter.throughput.perSecond };
  },
};

async function open(directory: string, events: number) {
  const store = await openEmbeddedEventStore({ directory });
  await fillLog(store.log, events);
  return { log: store.log, close: () => store.close() };
}
