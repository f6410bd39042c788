import { setTimeout as pause } from 'node:timers/promises';
import { Meter } from '../harness/measure.js';
import type { Latency, Program, Timed } from '../harness/program.js';
import { Client } from './client.js';
import { type CommandAnswer, leadLives } from './lives.js';
import { type Load, onEach } from './load.js';

export interface PacedParams extends Load {
  /** Milliseconds between two commands on one connection, on average. */
  readonly pause: number;
}

export interface Paced extends Timed {
  /** Milliseconds from the answer to a command until a query that waits for it is answered. */
  readonly visible: Latency;
}

/** Commands with pauses between them, and after each the query of a client that wants to see what it did. */
export const program: Program<PacedParams, Paced> = {
  async run({ origin, connections, window, pause: average }) {
    const client = new Client(origin, connections);
    const answered = new Meter(window);
    const visible = new Meter(window);
    const isOver = () => answered.isOver;
    await onEach(connections, () =>
      leadLives(isOver, async (call) => {
        await pause(Math.random() * 2 * average);
        const sent = performance.now();
        const answer = JSON.parse(await client.call(call)) as CommandAnswer;
        answered.answered(sent);
        const seen = performance.now();
        await client.call({ path: `/v1/vouchers/${answer.voucherId}?waitFor=${answer.position}` });
        visible.answered(seen);
        return answer;
      }),
    );
    await client.close();
    return { ...answered.throughput, visible: visible.throughput.latency };
  },
};
