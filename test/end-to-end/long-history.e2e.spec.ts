import { DatabaseSync } from '@photostructure/sqlite';
import { join } from 'node:path';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { verifyStream } from '#audit';
import { appointment, OFFER, request } from './programme.js';
import { Server } from './server.js';

jest.setTimeout(60_000);

type Item = Parameters<typeof verifyStream>[0][number] & {
  readonly state: Readonly<Record<string, unknown>>;
};

/** As often as the booking is moved. */
const MOVES = 300;
/** Requested, issued, booked, and moved. */
const EVENTS = 3 + MOVES;

const at = (minute: number) => new Date(Date.parse('2014-05-10T12:00:00Z') + minute * 60_000).toISOString();

describe('the history of a voucher whose booking was moved over and over', () => {
  let server: Server;
  let voucher: string;
  let stream: string;
  let code: string;

  beforeAll(async () => {
    server = await Server.start({ LOG_LEVEL: 'error' });
    await server.post('/v1/offers', OFFER);
    const { body } = await request(server, 'ada');
    code = `/v1/vouchers/${encodeURIComponent(String(body['code']))}`;
    voucher = `/v1/vouchers/${String(body['voucherId'])}`;
    stream = `voucher-${String(body['voucherId'])}`;
    await server.post(`${voucher}/schedule-exam`, appointment('B1', at(0)));
    for (let move = 1; move <= MOVES; move += 1) {
      await server.post(`${voucher}/reschedule-exam`, appointment('B1', at(move)));
    }
  });
  afterAll(() => server.remove());

  const change = (sql: string) => {
    const database = new DatabaseSync(join(server.dataDir, 'events.sqlite'));
    database.exec(sql);
    database.close();
  };

  const history = (named = voucher) => server.call('GET', `${named}/history`);

  it.each([
    ['its id', () => voucher],
    ['its code', () => code],
  ])('is whole, for %s', async (_, named) => {
    const { body } = await history(named());
    expect(body).toMatchObject({ verified: true, items: { length: EVENTS } });
    const items = body['items'] as readonly Item[];
    expect(verifyStream(items.map((item) => ({ ...item, stream })))).toEqual({ verified: true });
    for (const [revision, { state }] of items.slice(2).entries()) {
      const startsAt = at(revision);
      expect(state).toMatchObject({ entries: [{ attempts: [{ appointment: { startsAt } }] }] });
    }
  });

  it('leads to the voucher as it is, and as it was', async () => {
    const { body } = await server.call('GET', code);
    expect(body).toMatchObject({ revision: EVENTS - 1, entries: [{ status: 'scheduled' }] });
    expect((await server.call('GET', `${code}?asOf=r152`)).body).toMatchObject({
      revision: 152,
      entries: [{ attempts: [{ appointment: { startsAt: at(150) } }] }],
    });
    expect((await server.call('GET', `${voucher}?asOf=${at(0)}`)).body).toMatchObject({
      revision: EVENTS - 1,
    });
  });

  it('is cut at an instant where a clock was ahead: nothing after that is seen before it', async () => {
    change(
      `UPDATE events SET metadata = json_set(metadata, '$.recordedAt', '2014-05-02T00:00:00.000Z') WHERE revision = 50`,
    );
    const { body } = await server.call('GET', `${voucher}?asOf=2014-05-01T23:00:00Z`);
    expect(body).toMatchObject({ revision: 49 });
  });

  it('is not for those who know a code that was replaced', async () => {
    await server.post(`${voucher}/reissue-code`, { reason: 'it was seen by others' });
    for (const path of [code, `${code}/history`, `${code}?asOf=r152`]) {
      const { status, body } = await server.call('GET', path);
      expect({ status, code: body['code'] }).toEqual({ status: 404, code: 'VOUCHER_NOT_FOUND' });
    }
  });

  it('tells of tampering far from its start', async () => {
    change(`UPDATE events SET data = replace(data, 'NYC-1', 'NYC-2') WHERE revision = 250`);
    const { body } = await history();
    expect(body).toMatchObject({ verified: false, firstBroken: 250, items: { length: EVENTS + 1 } });
  });

  it('is cut off where the file is damaged, and the log says why', async () => {
    change(`UPDATE events SET data = '{' WHERE revision = 251`);
    const answer = await fetch(`${server.url}${voucher}/history`, { headers: server.authorization });
    await expect(answer.text()).rejects.toThrow('terminated');
    while (!server.printed.includes('is damaged')) await turnOfTheLoop();
    change(`UPDATE events SET data = '{' WHERE revision = 3`);
    expect(await history()).toMatchObject({ status: 503, body: { code: 'STORE_UNAVAILABLE' } });
  });
});
