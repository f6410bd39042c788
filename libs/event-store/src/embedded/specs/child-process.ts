import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A process of its own that runs one of the scripts beside this file. */
export function startScript(name: string, ...parameters: readonly string[]) {
  const script = fileURLToPath(new URL(`./${name}.js`, import.meta.url));
  const child = spawn(process.execPath, [script, ...parameters], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    /** The next line of its standard output, `undefined` after the last. */
    nextLine: async (): Promise<string | undefined> => {
      const next = await lines.next();
      return next.done ? undefined : next.value;
    },
    write: (text: string) => child.stdin.write(text),
    /** As by `kill -9`; resolves when the process is gone. */
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
