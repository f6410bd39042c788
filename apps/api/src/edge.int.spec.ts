import type { Reads } from '#application';
import { setImmediate } from 'node:timers/promises';
import { ApiUnderTest } from './testing/api-under-test.js';

const BOOKING = { bookingReference: 'B1', siteCode: 'NYC', startsAt: '2014-05-12T09:00:00-04:00' };
const ROUTE = '/v1/vouchers/abc/schedule-exam';

const QUERIES = [
  '/v1/offers',
  '/v1/offers/o1',
  '/v1/vouchers',
  '/v1/vouchers/abc',
  '/v1/vouchers/abc/history',
  '/v1/candidates/c1/vouchers',
  '/v1/programme/overview',
  '/v1/exams/statistics',
  '/v1/activity',
  '/v1/expiring',
];

describe('the HTTP edge', () => {
  let api: ApiUnderTest;

  beforeAll(async () => {
    api = await ApiUnderTest.start();
    api.keys.give('reader', ['read']);
  });
  afterAll(() => api.close());

  it('hands a command on, with instants in UTC', async () => {
    const { status } = await api.call(ROUTE, {
      method: 'POST',
      body: { examCode: '070-480', appointment: BOOKING },
    });
    expect(status).toBe(200);
    expect(api.recorder.last).toMatchObject({
      change: {
        type: 'ScheduleExam',
        examCode: '070-480',
        appointment: { ...BOOKING, startsAt: '2014-05-12T13:00:00.000Z' },
      },
    });
  });

  it.each([
    ['an unknown field', { examCode: '070-480', appointment: BOOKING, surprise: 1 }],
    ['an own field of every object', { examCode: '070-480', appointment: BOOKING, constructor: 1 }],
    ['a number for a text', { examCode: 1, appointment: BOOKING }],
    ['a list for an object', { examCode: '070-480', appointment: [BOOKING] }],
    ['a missing field', { examCode: '070-480' }],
    [
      'an instant without offset',
      { examCode: '070-480', appointment: { ...BOOKING, startsAt: '2014-05-12T09:00:00' } },
    ],
    [
      'an instant with a space for the plus sign of its offset',
      { examCode: '070-480', appointment: { ...BOOKING, startsAt: '2014-05-12T09:00:00 04:00' } },
    ],
    [
      'a day that is not in the calendar',
      { examCode: '070-480', appointment: { ...BOOKING, startsAt: '2014-02-30T09:00:00Z' } },
    ],
    ['null', null],
  ])('refuses %s, and says where', async (_, body) => {
    const answer = await api.call(ROUTE, { method: 'POST', body });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status: 400, code: 'MALFORMED_REQUEST' });
  });

  it.each([
    ['a body that is not JSON', { raw: '{"examCode"' }, 400],
    ['a polluting key', { raw: '{"__proto__":{"admin":true}}' }, 400],
    ['a body above 64 KiB', { raw: JSON.stringify({ examCode: 'x'.repeat(70_000) }) }, 413],
    ['no key', { as: null, body: {} }, 401],
    ['a wrong key', { as: 'nobody', body: {} }, 401],
    ['a key without the scope', { as: 'reader', body: {} }, 403],
    ['no key, whatever the body is,', { as: null, raw: '{"examCode"' }, 401],
    ['no key, however large the body is,', { as: null, raw: 'x'.repeat(70_000) }, 401],
    [
      'a wrong key, whatever the type is,',
      { as: 'nobody', raw: 'x', headers: { 'content-type': 'text/plain' } },
      401,
    ],
    ['a key without the scope, whatever the body is,', { as: 'reader', raw: '{"examCode"' }, 403],
    [
      'a malformed If-Match',
      { body: { examCode: '070-480', appointment: BOOKING }, headers: { 'if-match': 'x' } },
      400,
    ],
    [
      'a key of 201 characters',
      {
        body: { examCode: '070-480', appointment: BOOKING },
        headers: { 'idempotency-key': 'k'.repeat(201) },
      },
      400,
    ],
  ])('answers %s with its status', async (_, call, status) => {
    const answer = await api.call(ROUTE, { method: 'POST', ...call });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status });
    expect(answer.text).not.toContain('node_modules');
  });

  it.each([
    ['GET', '/nope', 404],
    ['GET', '/%zz', 400],
    ['GET', '/v1/offers?limit=0', 400],
    ['GET', '/v1/offers?limit=1&limit=2', 400],
    ['GET', '/health/live', 200],
    ['GET', '/health/ready', 200],
    ['GET', '/metrics', 200],
    ['GET', '/openapi.json', 200],
  ])('answers %s %s with %d', async (method, path, status) => {
    expect((await api.call(path, { method })).status).toBe(status);
  });

  it.each([
    [
      '/v1/vouchers?expiresBefore=2014-06-01T00:00:00+02:00',
      { search: { expiresBefore: '2014-05-31T22:00:00.000Z' } },
    ],
    ['/v1/vouchers/abc?asOf=2014-06-01T00:00:00+02:00', { asOf: '2014-05-31T22:00:00.000Z' }],
  ])('takes the space that a bare plus sign of %s arrives as for what was meant', async (path, asked) => {
    expect((await api.call(path)).status).toBe(200);
    expect(api.recorder.last).toMatchObject(asked);
  });

  it.each(QUERIES)('lets %s wait for what it reads, and for nothing else', async (path) => {
    const { recorder } = api;
    expect((await api.call(`${path}?waitFor=${recorder.visible}`)).status).toBe(200);
    const asked = recorder.last?.constructor as unknown as { readonly reads: Reads };
    expect(recorder.awaited).toEqual(asked.reads);
  });

  it.each(QUERIES)(
    'refuses a malformed query of %s, and does not wait for what it would have seen',
    async (path) => {
      const unseen = `waitFor=${api.recorder.visible + 1n}`;
      expect((await api.call(`${path}?${unseen}`)).body).toMatchObject({ code: 'NOT_YET_VISIBLE' });
      expect((await api.call(`${path}?${unseen}&surprise=1`)).body).toMatchObject({
        code: 'MALFORMED_REQUEST',
      });
    },
  );

  it.each(['/v1/offers', '/v1/vouchers', '/v1/vouchers?sort=expiresAt', '/v1/candidates/c1/vouchers'])(
    'refuses a cursor that is none of %s, and does not wait for what it would have seen',
    async (path) => {
      const url = new URL(path, 'http://any');
      url.searchParams.set('waitFor', String(api.recorder.visible + 1n));
      for (const cursor of ['zzz', Buffer.from('["-expiresAt","a"]').toString('base64url')]) {
        url.searchParams.set('cursor', cursor);
        const { body } = await api.call(url.pathname + url.search);
        expect(body).toMatchObject({ code: 'MALFORMED_REQUEST', violations: [{ field: 'cursor' }] });
      }
    },
  );

  it.each([
    ['an answer', '/v1/offers', 'reader', 200],
    ['a refusal', '/v1/offers', null, 401],
    ['a page', '/docs', null, 200],
    ['a route that is not there', '/nothing', 'reader', 404],
  ])('lets nobody keep, frame or guess the type of %s', async (_, path, as, status) => {
    const answer = await api.call(path, { as });
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });

  it('refuses a search by e-mail without the scope for it, and does not wait for what it would have seen', async () => {
    const unseen = `waitFor=${api.recorder.visible + 1n}&email=ada%40example.org`;
    expect((await api.call(`/v1/vouchers?${unseen}`, { as: 'reader' })).body).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await api.call(`/v1/vouchers?${unseen}`)).body).toMatchObject({ code: 'NOT_YET_VISIBLE' });
  });

  it.each(['/v1/offers/NONE', '/v1/candidates/no one/vouchers'])(
    'refuses the malformed path %s, and does not wait for what it would have seen',
    async (path) => {
      const unseen = `waitFor=${api.recorder.visible + 1n}`;
      expect((await api.call(`${path}?${unseen}`)).body).toMatchObject({ code: 'MALFORMED_REQUEST' });
    },
  );

  it('has no test clock where none can be moved, whatever is sent to it', async () => {
    for (const call of [
      { body: { now: '2014-05-12T09:00:00Z' } },
      { body: {}, as: 'reader' },
      { as: null },
    ]) {
      expect((await api.call('/v1/test-clock', { method: 'POST', ...call })).status).toBe(404);
    }
  });

  it.each([
    ['nothing at all', '', 'must not be empty when it is announced as JSON'],
    ['broken JSON', '{"examCode"', 'must be valid JSON without the keys __proto__ and constructor'],
    ['broken UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'must be UTF-8'],
  ])('says of a body that is %s what is wrong', async (_, raw, message) => {
    const { body } = await api.call(ROUTE, { method: 'POST', raw });
    expect(body['violations']).toEqual([{ field: 'body', message }]);
  });

  it.each([
    ['compressed', { 'content-encoding': 'gzip' }],
    ['in another character set', { 'content-type': 'application/json; charset=utf-16' }],
  ])('takes no body that is announced as %s', async (_, headers) => {
    const { status, body } = await api.call(ROUTE, { method: 'POST', body: {}, headers });
    expect([status, body['code']]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it.each([
    ['plainly', { 'content-encoding': 'identity' }],
    ['with its character set', { 'content-type': 'application/json; charset="UTF-8"' }],
  ])('takes a body that is announced %s', async (_, headers) => {
    expect((await api.call(ROUTE, { method: 'POST', body: {}, headers })).status).toBe(400);
  });

  it('writes a line for every request but for probes that are answered well', async () => {
    const before = api.logged.length;
    for (const path of ['/health/live', '/health/ready', '/metrics']) await api.call(path);
    await api.call('/metrics', { as: null });
    await api.call('/v1/offers');
    const lines = () =>
      api.logged.slice(before).map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    // A line is written when its answer is on its way.
    while (lines().at(-1)?.['route'] !== '/v1/offers') await setImmediate();
    expect(lines()).toMatchObject([
      { route: '/metrics', status: 401 },
      { route: '/v1/offers', status: 200 },
    ]);
  });

  it('shows no secret in its log', async () => {
    await api.call('/v1/vouchers/9CCQ-3Q02-KWQY-XPCK-G', { as: 'admin' });
    expect(api.logged.join('')).not.toContain('9CCQ');
  });
});
