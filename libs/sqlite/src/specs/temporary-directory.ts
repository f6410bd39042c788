import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory for each test of the file that calls this, removed after it. */
export function useTemporaryDirectory(): (...names: readonly string[]) => string {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'second-shot-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  return (...names) => join(directory, ...names);
}
