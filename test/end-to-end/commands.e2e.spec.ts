import { appointment, failedOnce, OFFER, payment, request, requestBy, result } from './programme.js';
import { Server } from './server.js';

const BOOKED = appointment('B1', '2014-05-10T13:00:00.000Z');

describe('every command', () => {
  let server: Server;
  let voucher: string;
  /** Position of its issue. */
  let issued: string;

  beforeAll(async () => {
    server = await Server.start();
    await server.post('/v1/offers', OFFER);
  });
  afterAll(() => server.remove());

  let candidates = 0;
  beforeEach(async () => {
    const { body } = await request(server, `c-${(candidates += 1)}`);
    voucher = `/v1/vouchers/${String(body['voucherId'])}`;
    issued = String(body['position']);
  });

  async function types(): Promise<readonly string[]> {
    const { body } = await server.call('GET', `${voucher}/history`);
    return (body['items'] as readonly { readonly type: string }[]).map(({ type }) => type);
  }

  it('answers 201 and where to look for the first event of a stream, and 200 for all that follow', async () => {
    const first = await request(server, 'newcomer');
    expect(first.status).toBe(201);
    const { voucherId, position, code } = first.body;
    expect(first.headers.get('location')).toBe(`/v1/vouchers/${String(voucherId)}`);
    expect(first.body).toEqual({
      voucherId,
      revision: 1,
      position,
      events: [
        { type: 'VoucherRequested', revision: 0 },
        { type: 'VoucherIssued', revision: 1 },
      ],
      code,
      expiresAt: '2014-06-01T03:59:59.999Z',
    });
    expect(code).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z*~$=]$/);
    const next = await server.post(`/v1/vouchers/${String(voucherId)}/schedule-exam`, BOOKED);
    expect(next.status).toBe(200);
    expect(next.headers.get('location')).toBeNull();
    expect(BigInt(String(next.body['position']))).toBeGreaterThan(BigInt(String(position)));
  });

  it('records nothing where the revision of If-Match is not that of the stream', async () => {
    for (const revision of ['"0"', '"2"']) {
      const stale = await server.post(`${voucher}/schedule-exam`, BOOKED, { 'if-match': revision });
      expect(stale).toMatchObject({ status: 412, body: { code: 'REVISION_MISMATCH' } });
    }
    expect(await types()).toHaveLength(2);
    const { headers } = await server.call('GET', `${voucher}?waitFor=${issued}`);
    const etag = headers.get('etag') ?? '';
    expect((await server.post(`${voucher}/schedule-exam`, BOOKED, { 'if-match': etag })).status).toBe(200);
    const unseen = await server.post('/v1/vouchers', requestBy('unseen'), { 'if-match': '"0"' });
    expect(unseen).toMatchObject({ status: 412, body: { code: 'REVISION_MISMATCH' } });
  });

  it('is answered 412, and not by a rule, where both stand against it', async () => {
    const retake = appointment('B2', '2014-05-10T13:00:00Z');
    const stale = await server.post(`${voucher}/schedule-retake`, retake, { 'if-match': '"0"' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'REVISION_MISMATCH' } });
  });

  it('lets one of those win that race on the same revision, and refuses the others without a retry', async () => {
    const racing = Array.from({ length: 10 }, (_, index) =>
      server.post(
        `${voucher}/extend`,
        { validUntil: `2014-07-${10 + index}`, reason: 'illness' },
        {
          'if-match': '"1"',
        },
      ),
    );
    const statuses = (await Promise.all(racing)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 412)).toHaveLength(9);
  });

  it('answers a repeated key as the first time, also when the revision of If-Match has passed since', async () => {
    const headers = { 'idempotency-key': 'book', 'if-match': '"1"' };
    const first = await server.post(`${voucher}/schedule-exam`, BOOKED, headers);
    await server.post(`${voucher}/record-payment`, payment('P1'));
    const again = await server.post(`${voucher}/schedule-exam`, BOOKED, headers);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
    const other = await server.post(`${voucher}/record-payment`, payment('P2'), {
      'idempotency-key': 'book',
    });
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('answers a repeated key alike, where the first time it was a message recorded under another', async () => {
    const recorded = await server.post(`${voucher}/schedule-exam`, BOOKED);
    const headers = { 'idempotency-key': 'message-again' };
    const first = await server.post(`${voucher}/schedule-exam`, BOOKED, headers);
    await server.post(`${voucher}/record-payment`, payment('P1'));
    const again = await server.post(`${voucher}/schedule-exam`, BOOKED, headers);
    expect(first.body).toEqual(recorded.body);
    expect(again.body).toEqual(recorded.body);
    expect([first, again].map((answer) => answer.headers.get('idempotency-replayed'))).toEqual([
      null,
      'true',
    ]);
    const other = await server.post(`${voucher}/record-payment`, payment('P1'), headers);
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('answers in a dry run what it would record, without secrets, and records nothing', async () => {
    const request = await server.post('/v1/vouchers?dryRun=true', requestBy('nobody-yet'));
    expect(request.status).toBe(200);
    expect(request.body).toMatchObject({
      dryRun: true,
      events: [
        { type: 'VoucherRequested', data: { candidateId: 'nobody-yet' } },
        { type: 'VoucherIssued', data: { expiresAt: '2014-06-01T03:59:59.999Z' } },
      ],
      refusals: [],
    });
    expect(JSON.stringify(request.body)).not.toMatch(/Ada Example|@example|"code|Hash/);
    const none = await server.call('GET', `/v1/vouchers/${String(request.body['voucherId'])}/history`);
    expect(none.status).toBe(404);
    const booked = await server.post(`${voucher}/schedule-exam?dryRun=true`, BOOKED);
    expect(booked.body).toMatchObject({ events: [{ type: 'ExamScheduled', data: BOOKED }], refusals: [] });
    expect(await types()).toHaveLength(2);
    expect((await server.post(`${voucher}/schedule-exam?dryRun=false`, BOOKED)).status).toBe(200);
    expect(await types()).toHaveLength(3);
  });

  it('answers in a dry run every rule that refuses it, in the order of the rules', async () => {
    const late = { ...appointment('B1', '2014-06-01T04:00:00Z'), examCode: '098-361' };
    const { status, body } = await server.post(`${voucher}/schedule-exam?dryRun=true`, late);
    expect(status).toBe(200);
    const refusals = body['refusals'] as readonly { readonly code: string }[];
    expect(body['events']).toEqual([]);
    expect(refusals.map(({ code }) => code)).toEqual(['EXAM_NOT_ELIGIBLE', 'APPOINTMENT_AFTER_EXPIRY']);
    const real = await server.post(`${voucher}/schedule-exam`, late);
    expect(real).toMatchObject({ status: 409, body: { code: 'EXAM_NOT_ELIGIBLE', refusals } });
  });

  it('keeps a dry run away from keys: the same key then records', async () => {
    const headers = { 'idempotency-key': 'tried-first' };
    await server.post(`${voucher}/schedule-exam?dryRun=true`, BOOKED, headers);
    const real = await server.post(`${voucher}/schedule-exam`, BOOKED, headers);
    expect(real.body['events']).toEqual([{ type: 'ExamScheduled', revision: 2 }]);
    expect(real.headers.get('idempotency-replayed')).toBeNull();
  });

  it.each(['', ' ', '70-480', '070-480 ', '070\u0000480', '０70-480'])(
    'takes %j for no exam code, by rule 3',
    async (examCode) => {
      const answer = await server.post(`${voucher}/schedule-exam`, { ...BOOKED, examCode });
      expect(answer).toMatchObject({ status: 400, body: { code: 'EXAM_CODE_MALFORMED' } });
    },
  );

  it.each(['?dryRun=yes', '?dryRun=', '?dryrun=true', '?waitFor=1'])(
    'takes no parameter but dryRun, and that only as true or false: %s',
    async (query) => {
      const answer = await server.post(`${voucher}/schedule-exam${query}`, BOOKED);
      expect(answer).toMatchObject({ status: 400, body: { code: 'MALFORMED_REQUEST' } });
      expect(await types()).toHaveLength(2);
    },
  );
});

describe('a message of the provider that comes twice', () => {
  let server: Server;

  beforeAll(async () => {
    server = await Server.start();
    await server.post('/v1/offers', OFFER);
  });
  afterAll(() => server.remove());

  it('answers as the first did, late and out of order too, and is refused with other content', async () => {
    const voucher = await failedOnce(server, 'ada');
    const booking = appointment('B-ada', '2014-05-01T20:00:00Z');
    const report = result('failed', '2014-05-01T14:00:00+02:00', 'R-ada');
    const events = [
      [{ type: 'ExamScheduled', revision: 2 }],
      [{ type: 'ExamPaid', revision: 3 }],
      [
        { type: 'ExamResultRecorded', revision: 4 },
        { type: 'RetakeGranted', revision: 5 },
      ],
    ];
    await server.post(`${voucher}/schedule-retake`, appointment('B2', '2014-05-02T20:00:00Z'));
    await server.post('/v1/test-clock', { now: '2014-06-01T04:00:00Z' });
    const late = await Promise.all([
      server.post(`${voucher}/schedule-exam`, booking),
      server.post(`${voucher}/record-payment`, payment('P-ada')),
      server.post(`${voucher}/record-exam-result`, report),
    ]);
    expect(late.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(late.map(({ body }) => body['events'])).toEqual(events);
    for (const { headers } of late) expect(headers.get('idempotency-replayed')).toBeNull();
    const conflicting = await Promise.all([
      server.post(`${voucher}/schedule-exam`, appointment('B-ada', '2014-05-01T20:00:00.001Z')),
      server.post(`${voucher}/record-payment`, { ...payment('P-ada'), examCode: '070-481' }),
      server.post(`${voucher}/record-exam-result`, { ...report, score: 0 }),
    ]);
    for (const answer of conflicting) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'CONFLICTING_DUPLICATE' } });
    }
  });
});
