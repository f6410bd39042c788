import { setTimeout as delay } from 'node:timers/promises';
import { databaseOfOwn, describeOnFerretDb, FerretDb, freePort } from '#mongodb/testing';
import { ProtocolProcess } from '../../libs/event-store/src/eventstoredb/specs/protocol-process.js';
import { ServerProcess, type Variables } from './server-process.js';

const PATIENCE = 120_000;
const MILLISECONDS_BETWEEN_LOOKS = 50;

describeOnFerretDb('a worker in a process of its own, whose store is not there when it starts', (program) => {
  let mongo: FerretDb;
  let store: ProtocolProcess;
  let worker: ServerProcess;
  let origin: string;

  beforeAll(async () => {
    [mongo, store] = await Promise.all([FerretDb.start(program), ProtocolProcess.start()]);
  }, PATIENCE);
  afterEach(async () => {
    worker.signal('SIGKILL');
    await worker.ended;
  });
  afterAll(async () => {
    await mongo.remove();
    await store.remove();
  });

  async function start(variables: Variables = {}): Promise<void> {
    const port = String(await freePort());
    const settings = {
      WORKER_PORT: port,
      EVENTSTOREDB_URL: store.connectionString,
      MONGODB_URL: databaseOfOwn(mongo.url).url,
      PERSONAL_DATA_MONGODB_URL: databaseOfOwn(mongo.url).url,
      PERSONAL_DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
      ...variables,
    };
    worker = new ServerProcess(settings, undefined, { app: 'worker' });
    origin = `http://127.0.0.1:${port}`;
  }

  /** What it answers, as soon as it answers anything, and with this status where one is given. */
  async function answer(path: string, status?: number): Promise<Response> {
    for (;;) {
      const found = await fetch(origin + path).catch(() => undefined);
      if (found && (status === undefined || found.status === status)) return found;
      await delay(MILLISECONDS_BETWEEN_LOOKS);
    }
  }

  async function expectWaiting(reason: string): Promise<void> {
    const ready = await answer('/health/ready');
    expect(ready.status).toBe(503);
    const message = expect.stringContaining(reason) as string;
    expect(await ready.json()).toMatchObject({ error: { start: { status: 'down', message } } });
    expect((await answer('/health/live')).status).toBe(200);
    const other = await answer('/v1/vouchers');
    expect(other.status).toBe(503);
    expect(Number(other.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await other.json()).toMatchObject({ code: 'STORE_UNAVAILABLE' });
  }

  async function expectAtWork(): Promise<void> {
    expect(await (await answer('/health/ready', 200)).json()).toMatchObject({
      info: {
        eventStore: { status: 'up' },
        personalData: { status: 'up' },
        readModels: { status: 'up' },
        projections: { status: 'up' },
      },
    });
    worker.signal('SIGTERM');
    expect(await worker.ended).toMatchObject({ code: 0 });
  }

  it(
    'waits for MongoDB, says so, and goes to work when it comes',
    async () => {
      await mongo.kill();
      await start();
      await expectWaiting('MongoDB cannot be used');
      await mongo.restart();
      await expectAtWork();
    },
    PATIENCE,
  );

  it(
    'waits for an EventStoreDB whose last event its clock needs',
    async () => {
      await store.kill();
      await start({ CLOCK_STARTS_AT: '2014-05-01T12:00:00Z' });
      await expectWaiting('EventStoreDB');
      await store.start();
      await expectAtWork();
    },
    PATIENCE,
  );

  it(
    'is there without EventStoreDB where its clock needs nothing, and says what it misses',
    async () => {
      await store.kill();
      await start({ CLOCK_STARTS_AT: '' });
      const ready = await answer('/health/ready', 503);
      expect(await ready.json()).toMatchObject({ error: { eventStore: { status: 'down' } } });
      expect((await answer('/health/live')).status).toBe(200);
      await store.start();
      await expectAtWork();
    },
    PATIENCE,
  );

  it(
    'says that MongoDB went away, also while it has nothing to fold',
    async () => {
      await start();
      await answer('/health/ready', 200);
      await mongo.kill();
      const ready = await answer('/health/ready', 503);
      expect(await ready.json()).toMatchObject({ error: { readModels: { status: 'down' } } });
      const metrics = await answer('/metrics');
      expect(metrics.status).toBe(200);
      expect(await metrics.text()).toMatch(/^second_shot_append_conflicts_total 0$/m);
      await mongo.restart();
      await expectAtWork();
    },
    PATIENCE,
  );
});
