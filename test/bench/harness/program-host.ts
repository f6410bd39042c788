import type { Program } from './program.js';

/*
 * Entry of every child process: runs the program whose module is named in the arguments, with the parameters that
 * the parent sends, and ends when the parent says so or is gone.
 */

interface Answer {
  readonly result?: unknown;
  readonly error?: string;
}

const [, , url = ''] = process.argv;
const { program } = (await import(url)) as { program: Program<object, unknown> };

process.on('message', (message: unknown) => {
  if (message === 'stop') void stop();
  else void run(message as Parameters<typeof program.run>[0]);
});
process.once('disconnect', () => void stop());

async function run(params: Parameters<typeof program.run>[0]): Promise<void> {
  try {
    answer({ result: await program.run(params) });
  } catch (error) {
    answer({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

async function stop(): Promise<void> {
  await program.stop?.();
  process.exit(0);
}

function answer(message: Answer): void {
  process.send?.(message);
}
