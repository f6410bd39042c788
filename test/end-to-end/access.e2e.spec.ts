import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { makeCertificate } from '../../libs/eventstoredb-protocol/src/testing/certificate.js';
import { appointment, OFFER, payment, request, requestBy, result } from './programme.js';
import { type Answered, Server } from './server.js';

const REASON = { reason: 'x' };
const BOOKING = appointment('B1', '2014-05-10T13:00:00Z');
const CORRECTION = { examCode: '070-480', attempt: 'first', outcome: 'passed', reason: 'x' };

/** What the contract says of each scope; bodies are well formed, so that nothing else stands against them. */
const ROUTES: readonly (readonly [scope: string, method: string, path: string, body?: object])[] = [
  ['offers:write', 'POST', '/v1/offers', OFFER],
  ['offers:write', 'PATCH', '/v1/offers/none', { name: 'x' }],
  ['offers:write', 'POST', '/v1/offers/none/close', {}],
  ['vouchers:issue', 'POST', '/v1/vouchers', { ...requestBy('ada'), offerId: 'none' }],
  ['vouchers:issue', 'POST', '{voucher}/approve', {}],
  ['vouchers:issue', 'POST', '{voucher}/decline', REASON],
  ['exams:write', 'POST', '{voucher}/schedule-exam', BOOKING],
  ['exams:write', 'POST', '{voucher}/schedule-retake', BOOKING],
  ['exams:write', 'POST', '{voucher}/record-payment', payment('P1')],
  ['exams:write', 'POST', '{voucher}/reschedule-exam', BOOKING],
  ['exams:write', 'POST', '{voucher}/cancel-appointment', { examCode: '070-480', cancelledBy: 'provider' }],
  ['exams:write', 'POST', '{voucher}/record-no-show', { examCode: '070-480' }],
  ['exams:write', 'POST', '{voucher}/record-exam-result', result('passed', '2014-05-01T12:00:00Z', 'R1')],
  ['vouchers:admin', 'POST', '{voucher}/correct-exam-result', CORRECTION],
  ['vouchers:admin', 'POST', '{voucher}/extend', { validUntil: '2014-07-31', ...REASON }],
  ['vouchers:admin', 'POST', '{voucher}/revoke', REASON],
  ['vouchers:admin', 'POST', '{voucher}/reissue-code', REASON],
  ['personal-data:erase', 'POST', '/v1/candidates/none/erase', REASON],
  ['read', 'GET', '/v1/offers'],
  ['read', 'GET', '/v1/offers/none'],
  ['read', 'GET', '{voucher}'],
  ['read', 'GET', '/v1/vouchers'],
  ['audit:read', 'GET', '{voucher}/history'],
  ['read', 'GET', '/v1/candidates/none/vouchers'],
  ['read', 'GET', '/v1/programme/overview'],
  ['read', 'GET', '/v1/exams/statistics'],
  ['read', 'GET', '/v1/activity'],
  ['read', 'GET', '/v1/expiring'],
  ['admin', 'GET', '/v1/keys'],
  ['admin', 'POST', '/v1/keys', { name: 'x', scopes: ['read'] }],
  ['admin', 'DELETE', '/v1/keys/none'],
  ['admin', 'POST', '/v1/test-clock', { now: '2014-05-01T13:00:00Z' }],
];

/** Of a voucher that is not there. */
const NO_VOUCHER = '/v1/vouchers/96042f06-998c-5998-ae5e-07621584deb7';

describe('access', () => {
  let server: Server;

  beforeAll(async () => {
    server = await Server.start();
  });
  afterAll(() => server.remove());

  async function keyOf(...scopes: readonly string[]) {
    const { body } = await server.post('/v1/keys', { name: scopes.join(' '), scopes });
    return { keyId: String(body['keyId']), headers: { authorization: `Bearer ${String(body['key'])}` } };
  }

  it('to each route is for its scope and for admin alone', async () => {
    const scopes = [...new Set([...ROUTES.map(([scope]) => scope), 'personal-data:read'])];
    const keys = new Map(
      await Promise.all(scopes.map(async (scope) => [scope, await keyOf(scope)] as const)),
    );
    for (const [needed, method, route, body] of ROUTES) {
      const path = route.replace('{voucher}', NO_VOUCHER);
      for (const [scope, { headers }] of keys) {
        const { status } = await server.call(method, path, body, headers);
        const isLetIn = scope === needed || scope === 'admin';
        expect([method, route, scope, status === 403]).toEqual([method, route, scope, !isLetIn]);
      }
      const none = await server.call(method, path, body, { authorization: 'Basic eDp4' });
      expect(none.status).toBe(401);
      expect(none.headers.get('www-authenticate')).toMatch(/^Bearer /);
    }
  }, 60_000);

  it('needs no key for health and the pages, and one for the counts', async () => {
    const open = async (path: string) => (await fetch(server.url + path)).status;
    expect(await Promise.all(['/health/live', '/health/ready', '/docs'].map(open))).toEqual([200, 200, 200]);
    expect(await open('/metrics')).toBe(401);
  });

  it('ends with the instant at which a key expires, and when it is revoked', async () => {
    const soon = { name: 'short', scopes: ['read'], expiresAt: '2014-05-02T00:00:00Z' };
    const { body } = await server.post('/v1/keys', soon);
    const headers = { authorization: `Bearer ${String(body['key'])}` };
    const offers = (): Promise<Answered> => server.call('GET', '/v1/offers', undefined, headers);
    expect((await offers()).status).toBe(200);
    await server.post('/v1/test-clock', { now: '2014-05-02T00:00:00Z' });
    expect((await offers()).status).toBe(401);
    const revoked = await keyOf('read');
    await server.call('DELETE', `/v1/keys/${revoked.keyId}`);
    expect((await server.call('GET', '/v1/offers', undefined, revoked.headers)).status).toBe(401);
    const listed = await server.call('GET', '/v1/keys?limit=200');
    expect(JSON.stringify(listed.body)).not.toContain(String(body['key']));
  });

  it('begins with an admin key in a file for its owner alone', async () => {
    expect((await stat(join(server.dataDir, 'admin.key'))).mode & 0o777).toBe(0o600);
    expect(server.printed).toContain(server.authorization.authorization.slice('Bearer '.length));
  });

  it('moves the simulated clock forward, and never back', async () => {
    const moved = await server.post('/v1/test-clock', { now: '2014-05-03T14:00:00+02:00' });
    expect(moved.body['now']).toMatch(/^2014-05-03T12:00:/);
    const back = await server.post('/v1/test-clock', { now: '2014-05-03T11:59:59Z' });
    expect(back).toMatchObject({ status: 422, body: { code: 'CLOCK_MOVES_FORWARD_ONLY' } });
  });
});

describe('guessing', () => {
  let server: Server;

  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'second-shot-guessing-'));
    const { certificate, key } = await makeCertificate(directory);
    await writeFile(join(directory, 'node.crt'), certificate);
    await writeFile(join(directory, 'node.key'), key);
    server = await Server.start({
      CODE_GUESSES_PER_MINUTE: '3',
      KEY_GUESSES_PER_MINUTE: '3',
      EVENTSTOREDB_PROTOCOL_PORT: '0',
      EVENTSTOREDB_PROTOCOL_CERTIFICATE_FILE: join(directory, 'node.crt'),
      EVENTSTOREDB_PROTOCOL_KEY_FILE: join(directory, 'node.key'),
      HOST: 'localhost',
    });
    await server.post('/v1/offers', OFFER);
  });
  afterAll(async () => {
    await server.remove();
    await rm(directory, { recursive: true });
  });

  function expectStopped({ status, headers, body }: Answered): void {
    expect({ status, code: body['code'] }).toEqual({ status: 429, code: 'TOO_MANY_GUESSES' });
    const seconds = Number(headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
  }

  it('codes ends after some that are wrong, in queries and commands together; ids go on', async () => {
    const { body } = await request(server, 'ada');
    const byCode = `/v1/vouchers/${String(body['code'])}`;
    const guess = '/v1/vouchers/0000-0000-0000-0000-0';
    expect((await server.call('GET', byCode)).status).toBe(200);
    expect((await server.call('GET', guess)).status).toBe(404);
    expect((await server.post(`${guess}/revoke`, REASON)).status).toBe(404);
    expect((await server.call('GET', `${guess}/history`)).status).toBe(404);
    for (const path of [guess, byCode]) expectStopped(await server.call('GET', path));
    expectStopped(await server.post(`${byCode}/revoke`, REASON));
    expect((await server.call('GET', `/v1/vouchers/${String(body['voucherId'])}`)).status).toBe(200);
  });

  it('keys ends after some that are wrong, at either edge; a key that was right before works on', async () => {
    const wrong = { authorization: 'Bearer not-a-key-of-anybody' };
    for (let time = 0; time < 3; time += 1) {
      expect((await server.call('GET', '/v1/offers', undefined, wrong)).status).toBe(401);
    }
    expectStopped(await server.call('GET', '/v1/offers', undefined, wrong));
    const address = `anyone:another-key-of-nobody@localhost:${server.protocolPort}`;
    const trusted = `tlsCAFile=${join(directory, 'trusted.pem')}`;
    const client = EventStoreDBClient.connectionString(`esdb://${address}?tls=true&${trusted}`);
    const reading = client.readAll({ maxCount: 1 })[Symbol.asyncIterator]();
    await expect(reading.next()).rejects.toThrow('Too many wrong guesses');
    await client.dispose();
    expect((await server.call('GET', '/v1/offers')).status).toBe(200);
  });
});
