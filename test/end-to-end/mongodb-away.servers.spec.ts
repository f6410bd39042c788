import { setTimeout as delay } from 'node:timers/promises';
import { databaseOfOwn, describeOnFerretDb, FerretDb, freePort } from '#mongodb/testing';
import { OFFER, request } from './programme.js';
import { Server } from './server.js';
import { ServerProcess } from './server-process.js';

describeOnFerretDb('Second Shot, whose MongoDB goes and comes', (program) => {
  let mongo: FerretDb;
  let server: Server;
  beforeAll(async () => {
    mongo = await FerretDb.start(program);
    server = await Server.start({
      EVENTSTOREDB_URL: '',
      MONGODB_URL: databaseOfOwn(mongo.url).url,
      PERSONAL_DATA_MONGODB_URL: databaseOfOwn(mongo.url).url,
    });
    await server.post('/v1/offers', OFFER);
  });
  afterAll(async () => {
    await server.remove();
    await mongo.remove();
  });

  it('answers 503 meanwhile, and goes on by itself with nothing lost', async () => {
    const { body: before } = await request(server, 'ada');
    await mongo.kill();
    const query = await server.call('GET', `/v1/vouchers/${String(before['voucherId'])}`);
    const command = await request(server, 'bob', 'key-of-bob');
    for (const { status, headers, body } of [query, command]) {
      expect(status).toBe(503);
      expect(headers.get('retry-after')).not.toBeNull();
      expect(body).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    }
    await mongo.restart();
    let issued = await request(server, 'bob', 'key-of-bob');
    while (issued.status === 503) {
      await delay(50);
      issued = await request(server, 'bob', 'key-of-bob');
    }
    expect(issued.status).toBe(201);
    for (const { voucherId, position } of [before, issued.body]) {
      const path = `/v1/vouchers/${String(voucherId)}?waitFor=${String(position)}&timeoutMs=10000`;
      let shown = await server.call('GET', path);
      while (shown.status === 503) shown = await server.call('GET', path);
      expect(shown.body).toMatchObject({ status: 'active', candidate: { name: 'Ada Example' } });
    }
  });
});

describeOnFerretDb('Second Shot, whose keys of personal data go and come', (program) => {
  let keys: FerretDb;
  let server: Server;
  beforeAll(async () => {
    keys = await FerretDb.start(program);
    server = await Server.start({ EVENTSTOREDB_URL: '', PERSONAL_DATA_MONGODB_URL: keys.url });
    await server.post('/v1/offers', OFFER);
  });
  afterAll(async () => {
    await server.remove();
    await keys.remove();
  });

  it('is not ready meanwhile, and says which store it misses', async () => {
    const ready = () => server.call('GET', '/health/ready');
    const message = expect.stringContaining('PERSONAL_DATA_MONGODB_URL') as string;
    await keys.kill();
    const missing = await ready();
    expect(missing.status).toBe(503);
    expect(missing.body).toMatchObject({ error: { personalData: { status: 'down', message } } });
    expect((await request(server, 'ada')).status).toBe(503);
    await keys.restart();
    while ((await ready()).status !== 200) await delay(50);
    expect((await request(server, 'ada')).status).toBe(201);
  });
});

describeOnFerretDb('Second Shot, whose MongoDB is not there when it starts', (program) => {
  let mongo: FerretDb;
  let server: ServerProcess;
  beforeAll(async () => {
    mongo = await FerretDb.start(program);
    await mongo.kill();
  });
  afterAll(async () => {
    server.signal('SIGKILL');
    await server.ended;
    await mongo.remove();
  });

  it('says why it is not ready, and starts when it is there', async () => {
    const port = String(await freePort());
    server = new ServerProcess({
      PORT: port,
      ADMIN_API_KEY: 'admin-key-of-the-test-of-starting',
      EVENTSTOREDB_URL: '',
      MONGODB_URL: databaseOfOwn(mongo.url).url,
      PERSONAL_DATA_MONGODB_URL: databaseOfOwn(mongo.url).url,
    });
    const ready = () => fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    let waits = await ready();
    while (!waits) {
      await delay(50);
      waits = await ready();
    }
    expect(waits.status).toBe(503);
    expect(await waits.json()).toMatchObject({ error: { start: { status: 'down' } } });
    await mongo.restart();
    await server.listening();
    while ((await ready())?.status !== 200) await delay(50);
  });
});
