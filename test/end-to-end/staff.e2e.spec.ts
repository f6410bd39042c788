import { appointment, failedOnce, headOf, OFFER, request, requestBy } from './programme.js';
import { type Answered, Server } from './server.js';

describe('staff', () => {
  let server: Server;

  beforeAll(async () => {
    server = await Server.start();
    await server.post('/v1/offers', OFFER);
  });
  afterAll(() => server.remove());

  /** The voucher as all that is recorded makes it. */
  async function shown(voucher: string): Promise<Answered> {
    return server.call('GET', `${voucher}?waitFor=${await headOf(server, voucher)}`);
  }

  async function issued(candidateId: string) {
    const { body } = await request(server, candidateId);
    return {
      voucher: `/v1/vouchers/${String(body['voucherId'])}`,
      byCode: `/v1/vouchers/${String(body['code'])}`,
    };
  }

  it('publish an offer once, amend it for vouchers to come, and close it for good', async () => {
    const offer = { ...OFFER, offerId: 'amended' };
    const published = await server.post('/v1/offers', offer);
    expect(published.headers.get('location')).toBe('/v1/offers/amended');
    expect(await server.post('/v1/offers', offer)).toMatchObject({ status: 200, body: { events: [] } });
    const other = await server.post('/v1/offers', { ...offer, name: 'Another' });
    expect(other).toMatchObject({ status: 409, body: { code: 'OFFER_ALREADY_PUBLISHED' } });
    const asked = { ...requestBy('early'), offerId: 'amended' };
    const early = await server.post('/v1/vouchers', asked);
    const amended = await server.call('PATCH', '/v1/offers/amended', { validUntil: '2014-06-30' });
    expect(amended).toMatchObject({ status: 200, body: { offerId: 'amended', revision: 1 } });
    const late = await server.post('/v1/vouchers', { ...requestBy('late'), offerId: 'amended' });
    expect(late.body).toMatchObject({ expiresAt: '2014-07-01T03:59:59.999Z' });
    expect((await shown(`/v1/vouchers/${String(early.body['voucherId'])}`)).body).toMatchObject({
      expiresAt: '2014-06-01T03:59:59.999Z',
      terms: { validUntil: '2014-05-31' },
    });
    const closed = await server.post('/v1/offers/amended/close', {});
    expect(closed.body['events']).toEqual([{ type: 'OfferClosed', revision: 2 }]);
    const refused = await server.post('/v1/vouchers', { ...requestBy('too-late'), offerId: 'amended' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'OFFER_NOT_OPEN' } });
    const offers = await server.call('GET', `/v1/offers/amended?waitFor=${String(closed.body['position'])}`);
    expect(offers.body).toMatchObject({
      offerId: 'amended',
      status: 'closed',
      terms: { validUntil: '2014-06-30', examsPerVoucher: 1, changeNoticeHours: 24 },
      counts: { requested: 0, declined: 0, active: 2, completed: 0, expired: 0, revoked: 0 },
    });
  });

  it('undo nothing by sending a command again that changed nothing, also after a restart', async () => {
    await server.post('/v1/offers', { ...OFFER, offerId: 'renamed' });
    const rename = (name: string, key: string) =>
      server.call('PATCH', '/v1/offers/renamed', { name }, { 'idempotency-key': key });
    const first = await rename(OFFER.name, 'as-it-is');
    expect(first).toMatchObject({ status: 200, body: { revision: 0, events: [] } });
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    await rename('Another', 'to-another');
    const again = await rename(OFFER.name, 'as-it-is');
    await server.stop();
    await server.restart();
    for (const answer of [again, await rename(OFFER.name, 'as-it-is')]) {
      expect(answer).toMatchObject({ status: 200, body: first.body });
      expect(answer.headers.get('idempotency-replayed')).toBe('true');
    }
    const head = await server.post('/v1/offers', { ...OFFER, offerId: 'later' });
    const shown = await server.call('GET', `/v1/offers/renamed?waitFor=${String(head.body['position'])}`);
    expect(shown.body).toMatchObject({ terms: { name: 'Another' } });
    expect(await rename('A third', 'as-it-is')).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  it('approve and decline requests, and a declined one does not count', async () => {
    await server.post('/v1/offers', { ...OFFER, offerId: 'manual', approval: 'manual' });
    const asked = { ...requestBy('patient'), offerId: 'manual' };
    const first = await server.post('/v1/vouchers', asked);
    expect(first.status).toBe(201);
    expect(first.body).not.toHaveProperty('code');
    expect(first.body).not.toHaveProperty('expiresAt');
    const declined = `/v1/vouchers/${String(first.body['voucherId'])}`;
    expect((await server.post(`${declined}/decline`, {})).status).toBe(400);
    expect((await server.post(`${declined}/decline`, { reason: 'no seat' })).status).toBe(200);
    const again = await server.post('/v1/vouchers', asked);
    const voucher = `/v1/vouchers/${String(again.body['voucherId'])}`;
    const booking = appointment('B1', '2014-05-10T13:00:00Z');
    const unissued = await server.post(`${voucher}/schedule-exam`, booking);
    expect(unissued).toMatchObject({ status: 409, body: { code: 'VOUCHER_NOT_ACTIVE' } });
    const approved = await server.post(`${voucher}/approve`, {});
    expect(approved).toMatchObject({ status: 200, body: { expiresAt: '2014-06-01T03:59:59.999Z' } });
    const byCode = `/v1/vouchers/${String(approved.body['code'])}`;
    expect((await server.post(`${byCode}/schedule-exam`, booking)).status).toBe(200);
    const twice = await server.post(`${voucher}/approve`, {});
    expect(twice).toMatchObject({ status: 409, body: { code: 'VOUCHER_NOT_REQUESTED' } });
    const revived = await server.post(`${declined}/approve`, {});
    expect(revived).toMatchObject({ status: 409, body: { code: 'VOUCHER_NOT_ACTIVE' } });
    expect(await server.post('/v1/vouchers', asked)).toMatchObject({
      body: { code: 'CANDIDATE_LIMIT_REACHED' },
    });
  });

  it('are told that a request cannot be approved, and why, by the offer as it stands', async () => {
    await server.post('/v1/offers', { ...OFFER, offerId: 'narrowed', approval: 'manual' });
    const asked = { ...requestBy('narrow'), offerId: 'narrowed', exams: ['070-480'] };
    const { body } = await server.post('/v1/vouchers', asked);
    const voucher = `/v1/vouchers/${String(body['voucherId'])}`;
    const open = { next: ['ApproveVoucherRequest', 'DeclineVoucherRequest'] };
    expect((await shown(voucher)).body).toMatchObject(open);
    const amendment = { eligiblePrefixes: ['071'] };
    const { position } = (await server.call('PATCH', '/v1/offers/narrowed', amendment)).body;
    const refused = await server.post(`${voucher}/approve`, {});
    expect(refused).toMatchObject({ status: 409, body: { code: 'EXAM_NOT_ELIGIBLE' } });
    const narrowed = await server.call('GET', `${voucher}?waitFor=${String(position)}`);
    for (const answer of [narrowed, await server.call('GET', `${voucher}?asOf=p${String(position)}`)]) {
      expect(answer.body['next']).toEqual(['DeclineVoucherRequest']);
      expect(answer.body['blocked']).toContainEqual({
        command: 'ApproveVoucherRequest',
        code: 'EXAM_NOT_ELIGIBLE',
      });
    }
    for (const before of ['r0', `p${String(body['position'])}`]) {
      expect((await server.call('GET', `${voucher}?asOf=${before}`)).body).toMatchObject(open);
    }
  });

  it('give a voucher a new code: the old one is unknown from then on, as is any other', async () => {
    const { byCode } = await issued('careless');
    const { body } = await server.post(`${byCode}/reissue-code`, { reason: 'seen by others' });
    const unknown = await server.call('GET', '/v1/vouchers/0000-0000-0000-0000-0');
    for (const old of [
      await server.call('GET', byCode),
      await server.call('GET', `${byCode}/history`),
      await server.post(`${byCode}/revoke`, { reason: 'x' }),
    ]) {
      expect(old).toMatchObject({ status: 404, body: { detail: unknown.body['detail'] } });
    }
    const renewed = String(body['code']);
    for (const written of [
      renewed,
      renewed.toLowerCase().replaceAll('-', ' '),
      renewed.replaceAll('0', 'O'),
    ]) {
      expect((await server.call('GET', `/v1/vouchers/${encodeURIComponent(written)}`)).status).toBe(200);
    }
  });

  it('extend a voucher to the end of a later day, and not to an earlier one', async () => {
    const { voucher } = await issued('late');
    const sooner = await server.post(`${voucher}/extend`, { validUntil: '2014-05-31', reason: 'x' });
    expect(sooner).toMatchObject({ status: 422, body: { code: 'EXTENSION_NOT_LATER' } });
    // Clocks have gone back by then.
    await server.post(`${voucher}/extend`, { validUntil: '2014-11-03', reason: 'illness' });
    expect((await shown(voucher)).body).toMatchObject({ expiresAt: '2014-11-04T04:59:59.999Z' });
  });

  it('revoke a voucher, which nothing can be booked with then', async () => {
    const { voucher } = await issued('sorry');
    await server.post(`${voucher}/revoke`, { reason: 'ordered twice' });
    expect((await shown(voucher)).body).toMatchObject({ status: 'revoked', next: [] });
    for (const [command, body] of [
      ['schedule-exam', appointment('B1', '2014-05-10T13:00:00Z')],
      ['extend', { validUntil: '2014-07-31', reason: 'x' }],
      ['reissue-code', { reason: 'x' }],
      ['revoke', { reason: 'x' }],
    ] as const) {
      const answer = await server.post(`${voucher}/${command}`, body);
      expect(answer).toMatchObject({ status: 409, body: { code: 'VOUCHER_NOT_ACTIVE' } });
    }
  });

  it('correct a result: passed withdraws the retake, failed grants it, invalidated closes the exam', async () => {
    const voucher = await failedOnce(server, 'unsure');
    const correction = { examCode: '070-480', attempt: 'first', reason: 'wrong sheet' };
    const correct = (outcome: string): Promise<Answered> =>
      server.post(`${voucher}/correct-exam-result`, { ...correction, outcome });
    expect((await correct('passed')).body['events']).toEqual([
      { type: 'ExamResultCorrected', revision: 6 },
      { type: 'RetakeWithdrawn', revision: 7 },
    ]);
    expect((await shown(voucher)).body).toMatchObject({
      status: 'completed',
      entries: [{ status: 'passed' }],
    });
    expect((await correct('failed')).body['events']).toEqual([
      { type: 'ExamResultCorrected', revision: 8 },
      { type: 'RetakeGranted', revision: 9 },
    ]);
    expect((await shown(voucher)).body).toMatchObject({
      status: 'active',
      entries: [{ status: 'retake-available' }],
    });
    await correct('invalidated');
    expect((await shown(voucher)).body).toMatchObject({
      status: 'completed',
      entries: [{ status: 'invalidated' }],
    });
    const none = await server.post(`${voucher}/correct-exam-result`, {
      ...correction,
      attempt: 'retake',
      outcome: 'passed',
    });
    expect(none).toMatchObject({ status: 409, body: { code: 'NO_RESULT_RECORDED' } });
  });
});
