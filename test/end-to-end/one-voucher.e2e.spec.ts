import { appointment, failedOnce, headOf, OFFER, payment, request } from './programme.js';
import { type Answered, Server } from './server.js';

describe('one voucher', () => {
  let server: Server;
  let voucher: string;
  /** Position of its last event. */
  let head: string;

  beforeAll(async () => {
    server = await Server.start();
    await server.post('/v1/offers', OFFER);
    voucher = `/v1/vouchers/${String((await request(server, 'ada')).body['voucherId'])}`;
    await server.post(`${voucher}/schedule-exam`, appointment('B1', '2014-05-10T13:00:00Z'));
    head = String((await server.post(`${voucher}/record-payment`, payment('P1'))).body['position']);
    await server.post('/v1/test-clock', { now: '2014-05-20T12:00:00Z' });
  });
  afterAll(() => server.remove());

  const asOf = (then: string): Promise<Answered> =>
    server.call('GET', `${voucher}?asOf=${encodeURIComponent(then)}&waitFor=${head}`);

  it('is told with what can be done now, and what stands against the rest', async () => {
    const { status, headers, body } = await server.call('GET', voucher);
    expect(status).toBe(200);
    expect(headers.get('etag')).toBe('"3"');
    expect(body).toMatchObject({
      status: 'active',
      expiresAt: '2014-06-01T03:59:59.999Z',
      entries: [{ examCode: '070-480', status: 'paid', attempts: [{ attempt: 'first' }] }],
    });
    expect(body['next']).toEqual(expect.arrayContaining(['RecordExamResult', 'RecordNoShow']));
    expect(body['blocked']).toEqual(
      expect.arrayContaining([
        { command: 'RescheduleExam', code: 'CHANGE_TOO_LATE' },
        { command: 'ScheduleRetake', code: 'RETAKE_NOT_GRANTED' },
      ]),
    );
  });

  it('is told, with its candidate, as soon as its request was answered', async () => {
    for (let index = 0; index < 20; index += 1) {
      const { body } = await request(server, `hasty-${index}`);
      const { status, body: told } = await server.call('GET', `/v1/vouchers/${String(body['voucherId'])}`);
      expect({ status, told }).toMatchObject({ status: 200, told: { candidate: { name: 'Ada Example' } } });
    }
  });

  it('is told as it was at a revision', async () => {
    expect((await asOf('r1')).body).toMatchObject({ revision: 1, entries: [] });
    expect((await asOf('r2')).body).toMatchObject({ revision: 2, entries: [{ status: 'scheduled' }] });
    expect((await asOf('r99')).body).toMatchObject({ revision: 3, entries: [{ status: 'paid' }] });
  });

  it('is told as it was at a position, those of other streams included', async () => {
    const later = await failedOnce(server, 'eve');
    const { position } = (await asOf('r2')).body;
    expect((await asOf(`p${String(position)}`)).body).toMatchObject({ revision: 2 });
    expect((await asOf(`p${BigInt(head) + 2n}`)).body).toMatchObject({ revision: 3, position: head });
    const ofOther = await server.call('GET', `${later}?asOf=p${head}&waitFor=${await headOf(server, later)}`);
    expect(ofOther).toMatchObject({ status: 404, body: { code: 'VOUCHER_NOT_FOUND' } });
  });

  it('is told as it was at an instant, with what could be done at that instant', async () => {
    const { body } = await server.call('GET', `${voucher}/history`);
    const [, , scheduled] = body['items'] as readonly { readonly recordedAt: string }[];
    const when = scheduled?.recordedAt ?? '';
    expect((await asOf(when)).body).toMatchObject({ revision: 2, entries: [{ status: 'scheduled' }] });
    expect((await asOf('2014-05-01T11:59:59.999Z')).status).toBe(404);
    const before = (await asOf('2014-05-09T12:59:59+00:00')).body;
    expect(before['next']).toContain('RescheduleExam');
    expect(before['blocked']).toContainEqual({ command: 'RecordExamResult', code: 'SITTING_OUT_OF_RANGE' });
    const after = (await asOf('2014-05-10T20:00:00+02:00')).body;
    expect(after['next']).toContain('RecordExamResult');
    expect(after['blocked']).toContainEqual({ command: 'RescheduleExam', code: 'CHANGE_TOO_LATE' });
  });

  it('is told as it is now where the instant has not come', async () => {
    const { next, blocked } = (await server.call('GET', voucher)).body;
    expect((await asOf('2030-01-01T00:00:00Z')).body).toMatchObject({ next, blocked });
  });

  it('is not there for an asOf that is neither', async () => {
    for (const then of ['5', 'r', 'x5', '2014-05-01', '2014-05-01T12:00:00', 'r1.5', 'p-1']) {
      expect(await asOf(then)).toMatchObject({ status: 400, body: { code: 'MALFORMED_REQUEST' } });
    }
  });
});
