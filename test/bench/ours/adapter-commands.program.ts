import { Meter, type Window } from '../harness/measure.js';
import type { Program, Serving, Throughput } from '../harness/program.js';
import { openBenchApplication } from './application.js';
import { drive } from './drive.js';

export interface AdapterCommandsParams extends Serving {
  readonly window: Window;
  /** Vouchers side by side. */
  readonly side: number;
}

/** Commands through the command bus on EventStoreDB. */
export const program: Program<AdapterCommandsParams, Throughput> = {
  async run({ directory, window, side, origin }) {
    const { commands, close } = await openBenchApplication({ DATA_DIR: directory, EVENTSTOREDB_URL: origin });
    const meter = new Meter(window);
    await drive(commands, side, meter);
    await close();
    return meter.throughput;
  },
};
