import { setTimeout as delay } from 'node:timers/promises';
import { databaseOfOwn, describeOnMongo } from '#mongodb/testing';
import { ProtocolProcess } from '../../libs/event-store/src/eventstoredb/specs/protocol-process.js';
import { OFFER } from './programme.js';
import { Server } from './server.js';
import { ServerProcess } from './server-process.js';

const MILLISECONDS_BETWEEN_LOOKS = 50;

describeOnMongo('an api without a worker, whose event store is away when it starts', () => {
  const readModels = databaseOfOwn();
  const keys = databaseOfOwn();
  let store: ProtocolProcess;
  let api: Server;
  let worker: ServerProcess;

  beforeAll(async () => {
    store = await ProtocolProcess.start();
    const settings = {
      EVENTSTOREDB_URL: store.connectionString,
      MONGODB_URL: readModels.url,
      PERSONAL_DATA_MONGODB_URL: keys.url,
      PERSONAL_DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
      ADMIN_API_KEY: 'admin-key-of-the-test-of-waiting',
      CLOCK_STARTS_AT: '',
    };
    api = await Server.start(settings, ['--without-worker']);
    worker = new ServerProcess(settings, undefined, { app: 'worker' });
    await api.post('/v1/offers', OFFER);
    await untilVisible();
    await api.kill();
    await store.kill();
    await api.restart();
  }, 120_000);
  afterAll(async () => {
    worker.signal('SIGKILL');
    await worker.ended;
    await api.remove();
    await store.remove();
    await readModels.drop();
    await keys.drop();
  });

  it('says so, answers queries, and is ready when it comes', async () => {
    const { status, body } = await api.call('GET', '/health/ready');
    expect(status).toBe(503);
    expect(body).toMatchObject({ error: { eventStore: { status: 'down' } } });
    expect((await offers()).body).toMatchObject({ items: [{ offerId: OFFER.offerId }] });
    await store.start();
    while ((await api.call('GET', '/health/ready')).status !== 200) await delay(MILLISECONDS_BETWEEN_LOOKS);
  }, 60_000);

  const offers = () => api.call('GET', '/v1/offers');

  async function untilVisible(): Promise<void> {
    for (;;) {
      const { status, body } = await offers();
      if (status === 200 && (body['items'] as readonly unknown[]).length > 0) return;
      await delay(MILLISECONDS_BETWEEN_LOOKS);
    }
  }
});
