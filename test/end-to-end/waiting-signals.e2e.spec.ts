import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ServerProcess, type Variables } from './server-process.js';

const NOBODY = '127.0.0.1:1';

const MILLISECONDS_BETWEEN_LOOKS = 20;

describe('a process whose start waits for a store', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'second-shot-'));
  /** Takes connections, and never says a word. */
  let silent: Server;
  let running: ServerProcess | undefined;

  beforeAll(async () => {
    silent = createServer();
    await once(silent.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(async () => {
    running?.signal('SIGKILL');
    await running?.ended;
  });
  afterAll(() => {
    silent.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const atSilent = () => `127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const mongo = (host: string): Variables => ({
    MONGODB_URL: `mongodb://${host}/read-models`,
    PERSONAL_DATA_MONGODB_URL: `mongodb://${host}/keys`,
    PERSONAL_DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
  });
  const eventStore: Variables = { EVENTSTOREDB_URL: `esdb://${NOBODY}?tls=false` };

  it.each([
    ['an api', 'EventStoreDB', 'api', () => eventStore, 'SIGTERM'],
    ['an api', 'MongoDB', 'api', () => mongo(NOBODY), 'SIGINT'],
    ['an api', 'a MongoDB that never answers', 'api', () => mongo(atSilent()), 'SIGTERM'],
    ['a worker', 'MongoDB', 'worker', () => ({ ...eventStore, ...mongo(NOBODY) }), 'SIGTERM'],
  ] as const)('%s waits for %s, and ends well when it is asked to', async (...which) => {
    const [, , app, stores, signal] = which;
    running = new ServerProcess({ DATA_DIR: dataDir, LOG_LEVEL: 'info', ...stores() }, undefined, { app });
    while (!running.printed.includes('The start waits')) await delay(MILLISECONDS_BETWEEN_LOOKS);
    const askedAt = performance.now();
    running.signal(signal);
    const { code, printed } = await running.ended;
    expect({ code, printed }).toEqual({ code: 0, printed: expect.stringContaining(`${signal}: `) });
    expect(performance.now() - askedAt).toBeLessThan(2_500);
  });
});
