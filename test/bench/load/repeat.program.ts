import { Meter } from '../harness/measure.js';
import type { Program, Throughput } from '../harness/program.js';
import type { Call } from '../workload/http.js';
import { Client } from './client.js';
import { type Load, onEach } from './load.js';

export interface RepeatParams extends Load {
  readonly call: Call;
}

/** The same request over all connections, each as soon as the one before it is answered. */
export const program: Program<RepeatParams, Throughput> = {
  async run({ origin, connections, window, call }) {
    const client = new Client(origin, connections);
    const meter = new Meter(window);
    await onEach(connections, async () => {
      while (!meter.isOver) {
        const started = performance.now();
        await client.call(call);
        meter.answered(started);
      }
    });
    await client.close();
    return meter.throughput;
  },
};
