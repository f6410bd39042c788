import { appointment, failedOnce, headOf, offerOf, request, result } from './programme.js';
import { nextSeason, type Season } from './season.js';
import { Server } from './server.js';
import type { Variables } from './server-process.js';

/**
 * The programme as its users see it, on whatever stores the settings name.
 *
 * @param variables settings that differ from those of the tests
 */
export function describeSecondShot(variables: () => Variables = () => ({})): void {
  let server: Server;
  let season: Season;

  beforeAll(async () => {
    season = await nextSeason();
    server = await Server.start({ ...variables(), CLOCK_STARTS_AT: on('05-01T12:00:00Z') });
    expect((await server.post('/v1/offers', offerOf(season))).status).toBe(201);
  });
  afterAll(() => server.remove());

  const on = (time: string) => `${season.year}-${time}`;
  const named = (name: string) => `${name}-${season.year}`;
  const requestOf = (name: string, idempotencyKey?: string) =>
    request(server, named(name), idempotencyKey, season);
  const failedBy = (name: string) => failedOnce(server, named(name), season);

  it('grants the retake, lets it be used, and refuses a second one', async () => {
    const voucher = await failedBy('ada');
    const granted = await server.call('GET', `${voucher}?waitFor=${await headOf(server, voucher)}`);
    expect(granted.body).toMatchObject({ status: 'active', entries: [{ status: 'retake-available' }] });
    expect(granted.body['next']).toContain('ScheduleRetake');
    const booked = await server.post(`${voucher}/schedule-retake`, appointment('B2', on('05-01T21:00:00Z')));
    expect(booked.body['events']).toEqual([{ type: 'RetakeScheduled', revision: 6 }]);
    await server.post('/v1/test-clock', { now: on('05-01T13:00:00Z') });
    await server.post(`${voucher}/record-exam-result`, result('failed', on('05-01T12:30:00Z'), 'R2'));
    const again = await server.post(`${voucher}/schedule-retake`, appointment('B3', on('05-01T22:00:00Z')));
    expect(again).toMatchObject({ status: 409, body: { code: 'RETAKE_ALREADY_USED' } });
    const history = await server.call('GET', `${voucher}/history`);
    expect(history.body).toMatchObject({ verified: true });
    expect(history.body['items']).toHaveLength(8);
  });

  it('lets one of 60 racing retakes win', async () => {
    const voucher = await failedBy('racer');
    const racing = Array.from({ length: 60 }, (_, index) =>
      server.post(`${voucher}/schedule-retake`, appointment(`race-${index}`, on('05-02T21:00:00Z'))),
    );
    const answers = await Promise.all(racing);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const refused = answers.filter(({ body }) => body['code'] === 'EXAM_ALREADY_SCHEDULED');
    expect(refused.map(({ status }) => status)).toEqual(Array.from({ length: 59 }, () => 409));
  });

  it('gives one voucher to a candidate who asks twice at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => requestOf('eager')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body }) => body['code'] === 'CANDIDATE_LIMIT_REACHED')).toHaveLength(9);
  });

  it('answers a repeated idempotency key as the first time, also after a restart', async () => {
    const first = await requestOf('steady', named('key-of-steady'));
    const repeated = await requestOf('steady', named('key-of-steady'));
    expect(await server.stop()).toBe(0);
    await server.restart();
    const restarted = await requestOf('steady', named('key-of-steady'));
    for (const answer of [repeated, restarted]) {
      expect(answer.body).toEqual(first.body);
      expect(answer.headers.get('idempotency-replayed')).toBe('true');
    }
    const other = await requestOf('someone-else', named('key-of-steady'));
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('answers an unknown, a mistyped and a foreign code, and one that was replaced, alike', async () => {
    const { body: issued } = await requestOf('reissued');
    const voucher = `/v1/vouchers/${String(issued['voucherId'])}`;
    const { body: reissued } = await server.post(`${voucher}/reissue-code`, { reason: 'lost' });
    await server.call('GET', `${voucher}?waitFor=${String(reissued['position'])}`);
    const codes = ['0000-0000-0000-0000-0', '9CCQ-3Q02-KWQY-XPCK-H', 'AMEX-1', String(issued['code'])];
    const answers = await Promise.all(codes.map((code) => server.call('GET', `/v1/vouchers/${code}`)));
    const { correlationId: _, ...body } = answers[0]?.body ?? {};
    expect(body).toMatchObject({
      code: 'VOUCHER_NOT_FOUND',
      detail: 'There is no voucher with this id or code.',
    });
    const names = [...(answers[0]?.headers.keys() ?? [])];
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 404, body });
      expect(Object.keys(answer.body)).toHaveLength(Object.keys(body).length + 1);
      expect([...answer.headers.keys()]).toEqual(names);
      expect(answer.headers.get('content-length')).toBe(answers[0]?.headers.get('content-length'));
    }
  });

  it('erases a candidate, and keeps the history provable', async () => {
    const { body } = await requestOf('forgotten');
    const voucher = `/v1/vouchers/${String(body['voucherId'])}`;
    const shown = await server.call('GET', `${voucher}?waitFor=${String(body['position'])}`);
    expect(shown.body).toMatchObject({ candidate: { name: 'Ada Example' } });
    const erased = await server.post(`/v1/candidates/${named('forgotten')}/erase`, { reason: 'asked' });
    const after = await server.call('GET', `${voucher}?waitFor=${String(erased.body['position'])}`);
    expect(after.body).toMatchObject({ candidate: null });
    expect((await server.call('GET', `${voucher}/history`)).body).toMatchObject({ verified: true });
  });

  it('expires what is left when the clock passes the instant, before the answer', async () => {
    await server.post('/v1/test-clock', { now: on('06-01T04:00:00Z') });
    const left = await server.call('GET', `/v1/vouchers?status=active&offerId=${season.offerId}`);
    expect(left.body).toEqual({ items: [], nextCursor: null });
    const overview = await server.call('GET', `/v1/programme/overview?offerId=${season.offerId}`);
    expect(overview.body).toMatchObject({ funnel: { failed: 2, retakeTaken: 1 } });
  });
}
