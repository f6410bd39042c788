import { randomUUID } from 'node:crypto';
import { openEmbeddedEventStore } from '#event-store/embedded';
import { Meter, type Window } from '../harness/measure.js';
import type { Program, Throughput } from '../harness/program.js';
import { newLogEvent } from '../workload/log.js';

export interface LogAppendsParams {
  readonly window: Window;
  /** Streams side by side. */
  readonly side: number;
}

/** The embedded store's own appends of one event with an expected revision. */
export const program: Program<LogAppendsParams, Throughput> = {
  async run({ directory, window, side }) {
    const store = await openEmbeddedEventStore({ directory });
    const meter = new Meter(window);
    const one = async () => {
      const stream = `own-${randomUUID()}`;
      for (let revision = -1; !meter.isOver; revision += 1) {
        const started = performance.now();
        await store.log.append(stream, [newLogEvent()], revision < 0 ? 'no_stream' : revision);
        meter.answered(started);
      }
    };
    await Promise.all(Array.from({ length: side }, one));
    await store.close();
    return meter.throughput;
  },
};
