import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(
  new URL('../../../../eventstoredb-protocol/src/specs/serve-program.js', import.meta.url),
);

/** A server that speaks EventStoreDB's protocol, in a process of its own, on a directory that outlives it. */
export class ProtocolProcess {
  readonly #directory = mkdtempSync(join(tmpdir(), 'second-shot-'));
  #child: ChildProcess | undefined;
  #port = '0';

  static async start(): Promise<ProtocolProcess> {
    const server = new ProtocolProcess();
    await server.start();
    return server;
  }

  get port(): number {
    return Number(this.#port);
  }

  get connectionString(): string {
    return `esdb://127.0.0.1:${this.#port}?tls=false`;
  }

  /** Again at the same port, once it has been started. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [PROGRAM, this.#directory, this.#port], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#child = child;
    const ended = once(child, 'exit').then(() => Promise.reject(new RangeError('The server ended.')));
    const listening = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>;
    const [port] = await Promise.race([listening, ended]);
    ended.catch(() => undefined);
    this.#port = port;
  }

  /** As by `kill -9`; resolves when the process is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
