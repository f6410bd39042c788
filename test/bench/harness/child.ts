import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { temporaryDirectory } from './temporary-directory.js';

const HOST = new URL('./program-host.js', import.meta.url);

/** A program that failed in its process; the message is what it said. */
class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed';
}

/** A program that has answered, and still runs where it serves something. */
interface Started<Result> {
  readonly result: Result;
  /** Ends the process and removes its directory. */
  readonly stop: () => Promise<void>;
}

export interface Children {
  /** Node arguments for the measured processes, such as those that write a CPU profile. */
  readonly execArgv: readonly string[];
}

/** Runs a program in a process of its own, to its answer. @throws ProgramFailed */
export async function runProgram<Result>(children: Children, program: URL, params: object): Promise<Result> {
  const started = await startProgram<Result>(children, program, params);
  await started.stop();
  return started.result;
}

/** Starts a program in a process of its own, and waits for its answer. @throws ProgramFailed */
export async function startProgram<Result>(
  { execArgv }: Children,
  program: URL,
  params: object,
): Promise<Started<Result>> {
  const directory = temporaryDirectory();
  const child = fork(HOST, [program.href], {
    execArgv: [...execArgv],
    serialization: 'advanced',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const stop = async () => {
    await end(child);
    directory.remove();
  };
  try {
    child.send({ directory: directory.path, ...params });
    return { result: await answerOf<Result>(child, program), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function answerOf<Result>(child: ChildProcess, program: URL): Promise<Result> {
  const ended = once(child, 'exit').then(([code, signal]) => ({ error: `It ended with ${code ?? signal}.` }));
  const answered = once(child, 'message').then(
    ([message]) => message as { readonly result?: Result; readonly error?: string },
  );
  const { result, error } = await Promise.race([
    answered,
    ended as Promise<{ error: string; result?: Result }>,
  ]);
  if (error !== undefined) throw new ProgramFailed(`${program.pathname} failed: ${error}`);
  return result as Result;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.send('stop');
  await exited;
}
