import { type Children, runProgram, startProgram } from '../harness/child.js';
import type { Serving } from '../harness/program.js';

/** A program, and what it is given. */
interface Run {
  readonly program: URL;
  readonly params: object;
}

/** Starts the server in a process, and the load on it in another one; answers what the load measured. */
export async function underLoad<Result>(children: Children, server: Run, load: Run): Promise<Result> {
  const { result, stop } = await startProgram<Serving>(children, server.program, server.params);
  try {
    return await runProgram<Result>(children, load.program, { ...load.params, ...result });
  } finally {
    await stop();
  }
}
