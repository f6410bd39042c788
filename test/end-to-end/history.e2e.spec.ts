import { DatabaseSync } from '@photostructure/sqlite';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { failedOnce, OFFER } from './programme.js';
import { Server } from './server.js';

jest.setTimeout(60_000);

describe('the history of a voucher', () => {
  let server: Server;
  let voucher: string;

  beforeAll(async () => {
    server = await Server.start();
    await server.post('/v1/offers', OFFER);
    voucher = await failedOnce(server, 'ada');
  });
  afterAll(() => server.remove());

  const history = () => server.call('GET', `${voucher}/history`);

  it('is the same when it is asked for again, and longer when something has happened', async () => {
    const [first, again] = [await history(), await history()];
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(first.body).toMatchObject({ verified: true, items: { length: 6 } });
    await server.post(`${voucher}/extend`, { validUntil: '2014-07-31', reason: 'illness' });
    expect((await history()).body).toMatchObject({ verified: true, items: { length: 7 } });
  });

  it('tells of tampering as soon as it is done, though it was whole a moment ago', async () => {
    expect((await history()).body).toMatchObject({ verified: true });
    const database = new DatabaseSync(join(server.dataDir, 'events.sqlite'));
    database.exec(`UPDATE events SET data = replace(data, '160.00', '1.00') WHERE type = 'ExamPaid'`);
    database.close();
    expect((await history()).body).toMatchObject({ verified: false, firstBroken: 3 });
  });
});
