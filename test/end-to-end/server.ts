import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

type Clock = { readonly CLOCK_STARTS_AT: string } | object;

const SIMULATED: Clock = { CLOCK_STARTS_AT: '2014-05-01T12:00:00Z' };
/** That of the machine. */
export const REAL: Clock = {};

/** The real server in a process of its own, on a data directory that outlives its restarts. */
export class Server {
  private process: ChildProcess | undefined;
  private listensAt = '';
  private key = '';

  private constructor(
    readonly dataDir: string,
    private readonly clock: Clock,
  ) {}

  static async start(clock: Clock = SIMULATED): Promise<Server> {
    const server = new Server(await mkdtemp(join(tmpdir(), 'second-shot-e2e-')), clock);
    await server.restart();
    return server;
  }

  get origin(): string {
    return this.listensAt;
  }

  async restart(): Promise<void> {
    const main = new URL('../../apps/api/src/main.js', import.meta.url).pathname;
    const env = {
      ...process.env,
      NODE_ENV: 'test',
      NODE_OPTIONS: '',
      DATA_DIR: this.dataDir,
      PORT: '0',
      LOG_LEVEL: 'silent',
      CLOCK_STARTS_AT: undefined,
      ...this.clock,
    };
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    this.process = child;
    this.listensAt = await addressIn(child);
    this.key = (await readFile(join(this.dataDir, 'admin.key'), 'utf8')).trim();
  }

  async call(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answered> {
    const response = await fetch(this.listensAt + path, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    return { status: response.status, headers: response.headers, body: answer };
  }

  post(path: string, body: object, headers?: Readonly<Record<string, string>>): Promise<Answered> {
    return this.call('POST', path, body, headers);
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Lets it finish, and answers its exit code. */
  stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  async remove(): Promise<void> {
    await this.end('SIGKILL');
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  }
}

/** Where the child says that it listens. */
function addressIn(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const address = /listens at (http:\/\/[^,\s]+)/.exec(printed)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => {
      reject(new Error(`The server ended before it listened: ${printed}`));
    });
  });
}
