import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Variables } from './server-process.js';

const MAIN = fileURLToPath(new URL('../../apps/cli/src/main.js', import.meta.url));

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in a process of its own, to its end. */
export function commandLine(args: readonly string[], variables: Variables): Promise<Ran> {
  const env = { ...process.env, NODE_OPTIONS: undefined, ...variables };
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
    });
  });
}
