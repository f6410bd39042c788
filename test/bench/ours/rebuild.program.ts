import { readSettings } from '#settings/environment';
import { openPorts } from '#wiring';
import type { Program, Throughput } from '../harness/program.js';
import { rebuild } from './rebuild.js';

export interface RebuildParams {
  readonly dataDir: string;
}

export interface Rebuilt extends Throughput {
  /** Most MiB that the process had in memory. */
  readonly peakMiB: number;
}

/** Builds all read models of a store from its first event on, in a file of their own. */
export const program: Program<RebuildParams, Rebuilt> = {
  async run({ directory, dataDir }) {
    const ports = await openPorts(readSettings({ DATA_DIR: dataDir }));
    const throughput = await rebuild(ports.eventStore, directory);
    await ports.close();
    return { ...throughput, peakMiB: process.resourceUsage().maxRSS / 1_024 };
  },
};
