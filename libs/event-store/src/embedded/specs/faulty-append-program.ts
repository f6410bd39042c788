import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Database } from '#sqlite';
import { program as appendProgram } from '../writing/append-program.js';

/** Files beside the database by which a test meddles with its writer. */
export const FAULTS = {
  /** The number of pages that the database may have: a disk that is full. */
  maxPages: 'max-pages',
  /** While it is there, an append stands still, written and not committed. */
  hold: 'hold',
  /** The writer makes this one when it stands still. */
  held: 'held',
  /** The writer's thread ends in the middle of an append. */
  crash: 'crash',
} as const;

const MILLISECONDS_BETWEEN_LOOKS = 2;

/** The writer's program, with faults to order. */
export const program: typeof appendProgram = {
  prepare(database) {
    const appender = appendProgram.prepare(database);
    return {
      apply(request) {
        limitSize(database);
        const appended = appender.apply(request);
        standStill(database);
        if (existsSync(beside(database, 'crash'))) process.exit(1);
        return appended;
      },
      forget: () => appender.forget?.(),
    };
  },
};

function limitSize(database: Database): void {
  const file = beside(database, 'maxPages');
  if (existsSync(file)) database.exec(`PRAGMA max_page_count = ${readFileSync(file, 'utf8')}`);
}

function standStill(database: Database): void {
  const never = new Int32Array(new SharedArrayBuffer(4));
  while (existsSync(beside(database, 'hold'))) {
    writeFileSync(beside(database, 'held'), '');
    Atomics.wait(never, 0, 0, MILLISECONDS_BETWEEN_LOOKS);
  }
}

function beside(database: Database, fault: keyof typeof FAULTS): string {
  return (database.location() ?? '').replace(/[^/\\]*$/, FAULTS[fault]);
}
