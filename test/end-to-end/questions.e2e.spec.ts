import { appointment, failedOnce, OFFER, payment, request, requestBy, result } from './programme.js';
import { type Answered, Server } from './server.js';

/** Its vouchers end 14 days after they are issued. */
const SHORT = { ...OFFER, offerId: 'short', validUntil: undefined, validForDays: 14 };

describe('the questions about the programme', () => {
  let server: Server;
  /** Position of the last event. */
  let head: string;

  beforeAll(async () => {
    server = await Server.start();
    for (const offer of [OFFER, SHORT]) await server.post('/v1/offers', offer);
    await failedOnce(server, 'failed');
    await request(server, 'unbooked');
    const { body } = await server.post('/v1/vouchers', { ...requestBy('short'), offerId: 'short' });
    const short = `/v1/vouchers/${String(body['voucherId'])}`;
    const other = { ...appointment('B1', '2014-05-02T00:30:00+02:00'), examCode: '071-178' };
    await server.post(`${short}/schedule-exam`, other);
    await server.post(`${short}/record-payment`, { ...payment('P1'), examCode: '071-178' });
    await server.post('/v1/test-clock', { now: '2014-05-03T12:00:00Z' });
    // Late on 1 May in UTC, and reported on 3 May.
    const report = { ...result('passed', '2014-05-02T01:30:00+02:00', 'R1'), examCode: '071-178' };
    await server.post(`${short}/record-exam-result`, report);
    head = String((await request(server, 'last')).body['position']);
  });
  afterAll(() => server.remove());

  async function itemsOf(path: string, query = ''): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const answer: Answered = await server.call('GET', `${path}?waitFor=${head}&${query}`);
    expect(answer.status).toBe(200);
    return answer.body['items'] as readonly Readonly<Record<string, unknown>>[];
  }

  it('on each exam are answered by exam code, prefix and offer', async () => {
    const failed = {
      examCode: '070-480',
      prefix: '070',
      booked: 1,
      firstSittings: 1,
      retakes: 0,
      passed: 0,
      forfeited: 0,
      firstAttemptPassRate: { value: 0, numerator: 0, denominator: 1 },
      retakePassRate: { value: null, numerator: 0, denominator: 0 },
      rescueRate: { value: 0, numerator: 0, denominator: 1 },
    };
    const passed = {
      ...failed,
      examCode: '071-178',
      prefix: '071',
      passed: 1,
      firstAttemptPassRate: { value: 1, numerator: 1, denominator: 1 },
      rescueRate: { value: null, numerator: 0, denominator: 0 },
    };
    expect(await itemsOf('/v1/exams/statistics')).toEqual([failed, passed]);
    expect(await itemsOf('/v1/exams/statistics', 'prefix=071')).toEqual([passed]);
    expect(await itemsOf('/v1/exams/statistics', 'offerId=second-shot')).toEqual([failed]);
    expect(await itemsOf('/v1/exams/statistics', 'prefix=070&offerId=short')).toEqual([]);
  });

  it('on each day are answered for the day on which it happened, from and to included', async () => {
    const first = {
      day: '2014-05-01',
      counts: {
        VoucherRequested: 3,
        VoucherIssued: 3,
        ExamScheduled: 2,
        ExamPaid: 2,
        ExamResultRecorded: 2,
        RetakeGranted: 1,
      },
    };
    const third = { day: '2014-05-03', counts: { VoucherRequested: 1, VoucherIssued: 1 } };
    expect(await itemsOf('/v1/activity')).toEqual([first, third]);
    expect(await itemsOf('/v1/activity', 'from=2014-05-01&to=2014-05-01')).toEqual([first]);
    expect(await itemsOf('/v1/activity', 'from=2014-05-02&to=2014-05-03')).toEqual([third]);
    expect(await itemsOf('/v1/activity', 'to=2014-04-30')).toEqual([]);
    expect(await itemsOf('/v1/activity', 'offerId=short')).toMatchObject([
      { day: '2014-05-01', counts: { ExamResultRecorded: 1 } },
    ]);
  });

  it('on what expires are answered by 7, 30 and 60 days, each with what is waited for', async () => {
    const none = { unbooked: 0, booked: 0, retakeWaiting: 0 };
    const all = { unbooked: 2, booked: 0, retakeWaiting: 1 };
    expect(await itemsOf('/v1/expiring')).toEqual([
      { withinDays: 7, ...none },
      { withinDays: 30, ...all },
      { withinDays: 60, ...all },
    ]);
    expect(await itemsOf('/v1/expiring', 'offerId=short')).toMatchObject([none, none, none]);
    const booked = await server.post(
      `/v1/vouchers/${await voucherOf('failed')}/schedule-retake`,
      appointment('B9', '2014-05-20T12:00:00Z'),
    );
    head = String(booked.body['position']);
    expect(await itemsOf('/v1/expiring')).toMatchObject([
      none,
      { unbooked: 2, booked: 1, retakeWaiting: 0 },
      { unbooked: 2, booked: 1, retakeWaiting: 0 },
    ]);
  });

  it('on what expires count a voucher from seven days before its last millisecond on', async () => {
    const seven = async () => (await itemsOf('/v1/expiring'))[0];
    await server.post('/v1/test-clock', { now: '2014-05-25T03:59:00Z' });
    expect(await seven()).toMatchObject({ withinDays: 7, unbooked: 0, booked: 0 });
    await server.post('/v1/test-clock', { now: '2014-05-25T04:00:00Z' });
    expect(await seven()).toMatchObject({ withinDays: 7, unbooked: 2, booked: 1 });
    await server.post('/v1/test-clock', { now: '2014-06-01T04:00:00Z' });
    expect(await seven()).toMatchObject({ unbooked: 0, booked: 0, retakeWaiting: 0 });
  });

  async function voucherOf(candidateId: string): Promise<string> {
    const [found] = await itemsOf('/v1/vouchers', `candidateId=${candidateId}`);
    return String(found?.['voucherId']);
  }
});
