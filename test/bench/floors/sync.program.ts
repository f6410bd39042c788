import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Meter, type Window } from '../harness/measure.js';
import type { Program, Throughput } from '../harness/program.js';

/** What the disk takes: 4 KiB appended and synced, one after the other. */
export const program: Program<{ readonly window: Window }, Throughput> = {
  async run({ directory, window }) {
    const file = openSync(join(directory, 'appended'), 'w');
    const page = Buffer.alloc(4_096, 1);
    const meter = new Meter(window);
    while (!meter.isOver) {
      const started = performance.now();
      writeSync(file, page);
      fdatasyncSync(file);
      meter.answered(started);
    }
    closeSync(file);
    return meter.throughput;
  },
};
