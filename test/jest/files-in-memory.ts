import { accessSync, constants, statfsSync } from 'node:fs';

/** Where Linux keeps files in memory. */
const MEMORY = '/dev/shm';

/** Bytes that must be free there, many times what the tests hold at any one time. */
const ENOUGH = 1024 ** 3;

/**
 * Puts the stores of the tests into memory, where there is room: what a flush to the disk is for, no test can see, as
 * none cuts the power. Tests, and the processes that they start, find the directory as that for temporary files.
 */
export default function keepFilesInMemory(): void {
  if (process.env['TMPDIR'] === undefined && hasRoom()) process.env['TMPDIR'] = MEMORY;
}

function hasRoom(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ENOUGH;
  } catch {
    return false;
  }
}
