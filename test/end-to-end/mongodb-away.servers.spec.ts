import { setTimeout as delay } from 'node:timers/promises';
import { databaseOfOwn, describeOnFerretDb, FerretDb } from '#mongodb/testing';
import { OFFER, request } from './programme.js';
import { Server } from './server.js';

describeOnFerretDb('Second Shot, whose MongoDB goes and comes', (program) => {
  let mongo: FerretDb;
  let server: Server;
  beforeAll(async () => {
    mongo = await FerretDb.start(program);
    server = await Server.start({
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
