import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { OneAtATime } from './one-at-a-time.js';

/** A suite that starts and kills servers, left out where `FERRETDB` does not name the program. */
export function describeOnFerretDb(name: string, suite: (program: string) => void): void {
  const program = process.env['FERRETDB'];
  (program === undefined ? describe.skip : describe)(name, () => {
    suite(program ?? '');
  });
}

/** A FerretDB of its own, whose data outlives its restarts. */
export class FerretDb {
  #process: ChildProcess | undefined;

  private constructor(
    private readonly program: string,
    private readonly directory: string,
    private readonly port: number,
    private readonly proxy: OneAtATime,
  ) {}

  /** @param program the executable */
  static async start(program: string): Promise<FerretDb> {
    const directory = await mkdtemp(join(tmpdir(), 'second-shot-ferretdb-'));
    const port = await freePort();
    const ferret = new FerretDb(program, directory, port, await OneAtATime.before(port));
    await ferret.restart();
    return ferret;
  }

  get url(): string {
    return `mongodb://127.0.0.1:${this.proxy.port}/`;
  }

  async restart(): Promise<void> {
    const options = [
      '--handler=sqlite',
      `--sqlite-url=file:${this.directory}/`,
      `--state-dir=${this.directory}`,
      `--listen-addr=127.0.0.1:${this.port}`,
      '--debug-addr=-',
      '--telemetry=disable',
      '--log-level=error',
    ];
    const child = spawn(this.program, options, { stdio: ['ignore', 'ignore', 'inherit'] });
    this.#process = child;
    while (!(await answers(this.port))) {
      if (child.exitCode !== null) throw new TypeError(`FerretDB ended with ${child.exitCode}.`);
      await delay(20);
    }
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Cuts every connection to it. */
  cut(): void {
    this.proxy.cut();
  }

  /** Resolves when so many writes from now on are done; nothing more is, until it is killed or cut off. */
  afterWrites(count: number): Promise<void> {
    return this.proxy.afterWrites(count);
  }

  async remove(): Promise<void> {
    await this.kill();
    this.proxy.close();
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** A port that nothing listened on just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
