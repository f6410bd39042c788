import { Meter, type Window } from '../harness/measure.js';
import type { Program, Throughput } from '../harness/program.js';
import { openBenchApplication } from './application.js';
import { drive } from './drive.js';

export interface CommandsParams {
  readonly window: Window;
  /** Vouchers side by side. */
  readonly side: number;
  /** An existing data directory; without it an empty one. */
  readonly dataDir?: string;
}

/** Commands through the command bus, durable, hash chain and sealing included. */
export const program: Program<CommandsParams, Throughput> = {
  async run({ directory, window, side, dataDir = directory }) {
    const { commands, close } = await openBenchApplication({ DATA_DIR: dataDir });
    const meter = new Meter(window);
    await drive(commands, side, meter);
    await close();
    return meter.throughput;
  },
};
