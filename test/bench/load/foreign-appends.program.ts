import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { Meter, type Window } from '../harness/measure.js';
import type { Program, Throughput } from '../harness/program.js';
import { DATA, METADATA } from '../workload/log.js';

export interface ForeignAppendsParams {
  readonly origin: string;
  readonly window: Window;
  /** Streams side by side. */
  readonly side: number;
}

/** Appends of one event with an expected revision, by the official client. */
export const program: Program<ForeignAppendsParams, Throughput> = {
  async run({ origin, window, side }) {
    const client = EventStoreDBClient.connectionString(origin);
    const meter = new Meter(window);
    const one = async () => {
      const stream = `foreign-${randomUUID()}`;
      for (let revision = -1n; !meter.isOver; revision += 1n) {
        const event = jsonEvent({ type: 'ExamScheduled', data: DATA, metadata: METADATA });
        const started = performance.now();
        await client.appendToStream(stream, event, {
          expectedRevision: revision < 0n ? 'no_stream' : revision,
        });
        meter.answered(started);
      }
    };
    await Promise.all(Array.from({ length: side }, one));
    await client.dispose();
    return meter.throughput;
  },
};
