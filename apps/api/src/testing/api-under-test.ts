import { Writable } from 'node:stream';
import { type AccessKey, type AccessKeys, GuardedKeys, GuessLimiter, type Scope } from '#access';
import { createLogger, createMetrics } from '#telemetry';
import { createApi } from '../api.js';
import type { ApiDependencies, ApiSettings } from '../dependencies.js';
import { NOW, Recorder, RecordingApplication } from './recording-application.js';

/** Keys of a test: each is its own token, `<name>-key`. */
class KeysInMemory implements AccessKeys {
  readonly keys: AccessKey[] = [];

  give(name: string, scopes: readonly Scope[]): void {
    this.keys.push({ ...unused, id: name, name, scopes, createdAt: NOW, expiresAt: undefined });
  }

  async create(wanted: Parameters<AccessKeys['create']>[0]) {
    const id = `made-${this.keys.length}`;
    const key = { ...unused, ...wanted, id, createdAt: NOW, expiresAt: wanted.expiresAt };
    this.keys.push(key);
    return { key, token: `${id}-key` };
  }

  async list() {
    return this.keys;
  }

  async revoke(id: string, now: string) {
    const index = this.keys.findIndex((key) => key.id === id);
    const key = this.keys[index];
    return key && (this.keys[index] = { ...key, revokedAt: now });
  }

  async authenticate(token: string) {
    return this.keys.find(({ id, revokedAt }) => token === `${id}-key` && revokedAt === undefined);
  }

  async close() {
    // Nothing is open.
  }
}

const unused = {
  origin: 'made',
  revokedAt: undefined,
  replacedAt: undefined,
  lastUsedAt: undefined,
} as const;

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

export interface Call {
  readonly method?: string;
  /** Name of a key; `admin` unless told otherwise, `null` for none. */
  readonly as?: string | null;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The edge on a real port, over a recorder in place of the application. */
export class ApiUnderTest {
  readonly recorder = new Recorder();
  readonly keys = new KeysInMemory();
  readonly logged: string[] = [];
  /** All routes, as Fastify draws them. */
  routeTree: () => string = () => '';
  #stop: () => Promise<void> = async () => undefined;
  #origin = '';

  static async start(
    settings: Partial<ApiSettings> = {},
    dependencies: Partial<ApiDependencies> = {},
  ): Promise<ApiUnderTest> {
    const api = new ApiUnderTest();
    api.keys.give('admin', ['admin']);
    const app = await createApi(
      { ...api.#dependencies(), ...dependencies },
      { trustProxy: false, ...settings },
    );
    await app.listen(0, '127.0.0.1');
    api.#origin = await app.getUrl();
    api.#stop = () => app.close();
    api.routeTree = () => app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
    return api;
  }

  /** Where it listens. */
  get url(): string {
    return this.#origin;
  }

  close(): Promise<void> {
    return this.#stop();
  }

  async call(
    path: string,
    { method = 'GET', as = 'admin', body, raw, headers = {} }: Call = {},
  ): Promise<Answered> {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await fetch(this.#origin + path, {
      method,
      headers: {
        ...(as !== null && { authorization: `Bearer ${as}-key` }),
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload !== undefined && { body: payload }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true && text !== '';
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
    };
  }

  post(path: string, body: unknown, call: Omit<Call, 'method' | 'body'> = {}): Promise<Answered> {
    return this.call(path, { ...call, method: 'POST', body });
  }

  #dependencies(): ApiDependencies {
    const lines = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.logged.push(chunk.toString());
        done();
      },
    });
    return {
      application: RecordingApplication.with(this.recorder),
      keys: this.keys,
      guardedKeys: new GuardedKeys(this.keys, new GuessLimiter({ perClient: 60 })),
      clock: { now: () => NOW },
      readiness: [],
      metrics: createMetrics(),
      projections: { status: async () => [] },
      logger: createLogger({ level: 'info', destination: lines }),
    };
  }
}
