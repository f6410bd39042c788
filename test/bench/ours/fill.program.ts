import type { Program } from '../harness/program.js';
import { EVENTS } from '../workload/lifecycle.js';
import { openBenchApplication } from './application.js';
import { liveThrough } from './drive.js';

export interface FillParams {
  readonly dataDir: string;
  /** At least so many. */
  readonly events: number;
}

/** Vouchers whose lives run side by side: as many as in the store of the floor, so that events lie as close. */
const SIDE = 64;

/** Fills a data directory with whole lives of vouchers, through the command bus. */
export const program: Program<FillParams, null> = {
  async run({ dataDir, events }) {
    const { commands, close } = await openBenchApplication({ DATA_DIR: dataDir });
    let left = Math.ceil(events / EVENTS);
    const lives = async () => {
      while (left-- > 0) await liveThrough(commands, left.toString());
    };
    await Promise.all(Array.from({ length: SIDE }, lives));
    await close();
    return null;
  },
};
