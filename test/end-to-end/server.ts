import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Description, type OpenApi } from './description.js';
import { type Ended, type Program, ServerProcess, type Variables } from './server-process.js';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/**
 * The real server in a process of its own, on a data directory that outlives its restarts, and on the stores that the
 * environment names.
 */
export class Server {
  #process: ServerProcess | undefined;
  #origin = '';
  #key = '';
  #description: Description | undefined;

  private constructor(
    readonly dataDir: string,
    private variables: Variables,
    private readonly program: Program,
  ) {}

  /**
   * @param variables settings that differ from those of the tests
   * @param args of its command line
   */
  static async start(variables: Variables = {}, args: readonly string[] = []): Promise<Server> {
    const dataDir = await mkdtemp(join(tmpdir(), 'second-shot-e2e-'));
    const server = new Server(dataDir, variables, { app: 'api', args });
    await server.restart();
    return server;
  }

  async restart(): Promise<void> {
    this.#process = new ServerProcess({ DATA_DIR: this.dataDir, ...this.variables }, undefined, this.program);
    this.#origin = await this.#process.listening();
    this.#description ??= new Description(
      (await (await fetch(`${this.#origin}/openapi.json`)).json()) as OpenApi,
    );
    this.#key =
      this.variables['ADMIN_API_KEY'] ?? (await readFile(join(this.dataDir, 'admin.key'), 'utf8')).trim();
  }

  /** Settings that its next start has besides those that it had. */
  moveTo(variables: Variables): void {
    this.variables = { ...this.variables, ...variables };
  }

  /** Where it listens. */
  get url(): string {
    return this.#origin;
  }

  /** The port on which it serves the protocol of EventStoreDB. */
  get protocolPort(): number {
    return Number(/protocol is served on port (\d+)/.exec(this.printed)?.[1]);
  }

  get authorization() {
    return { authorization: `Bearer ${this.#key}` };
  }

  /** Sends a request, and sees that the answer is as `/openapi.json` describes it. */
  async call(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answered> {
    const response = await fetch(this.#origin + path, {
      method,
      headers: {
        ...this.authorization,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    const { status, headers: answered } = response;
    const contentType = answered.get('content-type') ?? '';
    const problem = this.#description?.problemWith(method, path, { status, contentType, body: answer });
    if (problem !== undefined) throw new Error(problem);
    return { status, headers: answered, body: answer };
  }

  post(path: string, body: object, headers?: Readonly<Record<string, string>>): Promise<Answered> {
    return this.call('POST', path, body, headers);
  }

  /** What the running process has written to its outputs, or the last one had. */
  get printed(): string {
    return this.#process?.printed ?? '';
  }

  signal(signal: NodeJS.Signals): void {
    this.#process?.signal(signal);
  }

  /** How the process ended, once it has. */
  ended(): Promise<Ended> {
    if (!this.#process) throw new Error('The server was not started.');
    return this.#process.ended;
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
