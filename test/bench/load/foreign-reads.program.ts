import { EventStoreDBClient } from '@eventstore/db-client';
import { Meter, type Window } from '../harness/measure.js';
import type { Program, Throughput } from '../harness/program.js';

export interface ForeignReadsParams {
  readonly origin: string;
  readonly window: Window;
}

/** Reads the log over and over, by the official client. */
export const program: Program<ForeignReadsParams, Throughput> = {
  async run({ origin, window }) {
    const client = EventStoreDBClient.connectionString(origin);
    const meter = new Meter(window);
    const readThrough = async () => {
      let started = performance.now();
      for await (const _ of client.readAll()) {
        meter.answered(started);
        if (meter.isOver) return;
        started = performance.now();
      }
    };
    while (!meter.isOver) await readThrough();
    await client.dispose();
    return { perSecond: meter.throughput.perSecond };
  },
};
