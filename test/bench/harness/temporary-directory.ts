import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `f_type` of a file system in memory on Linux (statfs(2)): what is synced there costs nothing. */
const TMPFS = 0x0102_1994;

const made = new Set<string>();

process.once('exit', () => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

export interface TemporaryDirectory {
  readonly path: string;
  remove(): void;
}

/** A directory on a disk, removed at the latest when this process ends. */
export function temporaryDirectory(): TemporaryDirectory {
  const path = mkdtempSync(join(diskDirectory(), 'second-shot-bench-'));
  made.add(path);
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
      made.delete(path);
    },
  };
}

/** `BENCH_DIR`, else the system's temporary directory unless that is in memory, else the working directory. */
export function diskDirectory(): string {
  const chosen = process.env['BENCH_DIR'];
  if (chosen !== undefined && chosen !== '') return chosen;
  return statfsSync(tmpdir()).type === TMPFS ? process.cwd() : tmpdir();
}
