import { randomUUID } from 'node:crypto';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { Meter, type Window } from '../harness/measure.js';
import type { Program, Throughput } from '../harness/program.js';
import { EventTable, openFloorDatabase } from './event-table.js';
import { COMMANDS } from './lifecycle.js';

export interface FloorCommandsParams {
  readonly window: Window;
  /** Vouchers side by side; a command of each shares a transaction with those of the others. */
  readonly side: number;
}

/** SQLite, WAL, `synchronous=FULL`: read stream, parse, decide, insert. */
export const program: Program<FloorCommandsParams, Throughput> = {
  async run({ directory, window, side }) {
    const table = new EventTable(openFloorDatabase(directory, 'FULL'));
    const meter = new Meter(window);
    while (!meter.isOver) {
      const vouchers = Array.from({ length: side }, () => `voucher-${randomUUID()}`);
      for (let command = 0; command < COMMANDS; command += 1) {
        const started = performance.now();
        table.transaction(() => {
          for (const voucher of vouchers) table.execute(voucher, command);
        });
        meter.answered(started, side);
      }
      await turnOfTheLoop();
    }
    return meter.throughput;
  },
};
