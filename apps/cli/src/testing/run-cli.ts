import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The real command line, in a process of its own.
 *
 * @param user id of the user that runs it, where that is another one
 */
export function startCli(
  dataDir: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
  user?: number,
) {
  const asUser = user === undefined ? {} : { uid: user, gid: user };
  const env = { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'test', DATA_DIR: dataDir, ...more };
  return spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'], ...asUser });
}

export async function runCli(
  dataDir: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
  user?: number,
): Promise<Ran> {
  const child = startCli(dataDir, args, more, user);
  const ended = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await ended;
  return { code: child.exitCode, stdout, stderr };
}
