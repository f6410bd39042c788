import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Environment variables; one that is `undefined` is left out. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** All that it wrote to its outputs. */
  readonly printed: string;
}

/** What a process runs. */
export interface Program {
  readonly app: 'api' | 'worker';
  readonly args?: readonly string[];
}

function commandOf({ app, args = [] }: Program): readonly string[] {
  return [fileURLToPath(new URL(`../../apps/${app}/src/main.js`, import.meta.url)), ...args];
}

const FOR_TESTS: Variables = {
  NODE_ENV: 'test',
  NODE_OPTIONS: undefined,
  MONGODB_URL: undefined,
  PERSONAL_DATA_MONGODB_URL: undefined,
  PORT: '0',
  WORKER_PORT: '0',
  LOG_LEVEL: 'silent',
  CLOCK_STARTS_AT: '2014-05-01T12:00:00Z',
};

/** The server as a process, from its start to its end. */
export class ServerProcess {
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  #written = '';

  /** @param user id of the user that runs it, where that is another one */
  constructor(variables: Variables, user?: number, program: Program = { app: 'api' }) {
    const env = { ...process.env, ...FOR_TESTS, ...variables };
    const asUser = user === undefined ? {} : { uid: user, gid: user };
    this.#child = spawn(process.execPath, commandOf(program), {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...asUser,
    });
    for (const output of [this.#child.stdout, this.#child.stderr]) {
      output?.on('data', (chunk: Buffer) => (this.#written += chunk.toString()));
    }
    this.ended = once(this.#child, 'close').then(() => ({
      code: this.#child.exitCode,
      signal: this.#child.signalCode,
      printed: this.#written,
    }));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get printed(): string {
    return this.#written;
  }

  /** Where it says that it listens. */
  listening(): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const address = /(?:listens|metrics are) at (http:\/\/[^,\s]*\d)/.exec(this.#written)?.[1];
        if (address !== undefined) resolve(address);
      };
      look();
      this.#child.stdout?.on('data', look);
      void this.ended.then(({ printed }) => {
        reject(new Error(`The server ended before it listened: ${printed}`));
      });
    });
  }

  /** Nothing happens where it has ended. */
  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}
