import { DatabaseSync } from '@photostructure/sqlite';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { failedOnce, OFFER, request } from './programme.js';
import { Server } from './server.js';

jest.setTimeout(60_000);

/** As while a release is rolled out, when the processes of the one before are still at work. */
describe('an event that a newer program has written', () => {
  let server: Server;
  let voucher: string;
  let voucherId: unknown;

  beforeAll(async () => {
    server = await Server.start({ LOG_LEVEL: 'error' });
    await server.post('/v1/offers', OFFER);
    voucher = await failedOnce(server, 'ada');
    voucherId = (await server.call('GET', voucher)).body['voucherId'];
    await server.stop();
    const database = new DatabaseSync(join(server.dataDir, 'events.sqlite'));
    database.exec(
      `UPDATE events SET metadata = json_set(metadata, '$.schemaVersion', 99) WHERE type = 'RetakeGranted'`,
    );
    database.close();
    await server.restart();
  });
  afterAll(() => server.remove());

  const unknown = { status: 503, body: { code: 'UNKNOWN_SCHEMA_VERSION' } };

  it('is for another process to decide on: a command on its voucher is to be sent again', async () => {
    const answer = await server.post(`${voucher}/revoke`, { reason: 'a try' });
    expect(answer).toMatchObject(unknown);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(server.printed).toContain('run the newer program that wrote it');
    expect(server.printed).not.toContain('node_modules');
  });

  it('stands in the way of the state after it, and not of those before it', async () => {
    const byId = `/v1/vouchers/${String(voucherId)}`;
    expect(await server.call('GET', voucher)).toMatchObject(unknown);
    expect(await server.call('GET', `${byId}?asOf=r5`)).toMatchObject(unknown);
    expect(await server.call('GET', `${byId}?asOf=r4`)).toMatchObject({ status: 200, body: { revision: 4 } });
  });

  it('stands in the way of no other voucher', async () => {
    expect((await request(server, 'grace')).status).toBe(201);
  });
});
