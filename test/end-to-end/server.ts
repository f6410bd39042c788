import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ended, ServerProcess, type Variables } from './server-process.js';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** The real server in a process of its own, on a data directory that outlives its restarts. */
export class Server {
  private process: ServerProcess | undefined;
  private origin = '';
  private key = '';

  private constructor(
    readonly dataDir: string,
    private readonly variables: Variables,
  ) {}

  /** @param variables settings that differ from those of the tests */
  static async start(variables: Variables = {}): Promise<Server> {
    const server = new Server(await mkdtemp(join(tmpdir(), 'second-shot-e2e-')), variables);
    await server.restart();
    return server;
  }

  async restart(): Promise<void> {
    this.process = new ServerProcess({ DATA_DIR: this.dataDir, ...this.variables });
    this.origin = await this.process.listening();
    this.key =
      this.variables['ADMIN_API_KEY'] ?? (await readFile(join(this.dataDir, 'admin.key'), 'utf8')).trim();
  }

  /** Where it listens. */
  get url(): string {
    return this.origin;
  }

  /** The port on which it serves the protocol of EventStoreDB. */
  get protocolPort(): number {
    return Number(/protocol is served on port (\d+)/.exec(this.printed)?.[1]);
  }

  async call(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answered> {
    const response = await fetch(this.origin + path, {
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

  /** What the running process has written to its outputs, or the last one had. */
  get printed(): string {
    return this.process?.printed ?? '';
  }

  signal(signal: NodeJS.Signals): void {
    this.process?.signal(signal);
  }

  /** How the process ended, once it has. */
  ended(): Promise<Ended> {
    if (!this.process) throw new Error('The server was not started.');
    return this.process.ended;
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended();
  }

  /** Lets it finish, and answers its exit code. */
  async stop(): Promise<number | null> {
    this.signal('SIGTERM');
    return (await this.ended()).code;
  }

  async remove(): Promise<void> {
    await this.kill();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
