import { Meter } from '../harness/measure.js';
import type { Program, Throughput } from '../harness/program.js';
import { Client } from './client.js';
import { type CommandAnswer, leadLives } from './lives.js';
import { type Load, onEach } from './load.js';

/** The life of a voucher over each connection: its next command as soon as the one before it is answered. */
export const program: Program<Load, Throughput> = {
  async run({ origin, connections, window }) {
    const client = new Client(origin, connections);
    const meter = new Meter(window);
    const isOver = () => meter.isOver;
    await onEach(connections, () =>
      leadLives(isOver, async (call) => {
        const started = performance.now();
        const answer = await client.call(call);
        meter.answered(started);
        return JSON.parse(answer) as CommandAnswer;
      }),
    );
    await client.close();
    return meter.throughput;
  },
};
