import { jest } from '@jest/globals';
import { appointment, failedOnce, OFFER, payment, request, result } from './programme.js';
import { type Answered, Server } from './server.js';

jest.setTimeout(60_000);

const PASSED_AT = '2014-05-01T12:00:00.000Z';

/** Days from the failed sitting, which is at noon on 1 May, to the retake, and how that went. */
const RETAKES = [
  [1, 'passed'],
  [2, 'failed'],
  [3, 'passed'],
  [6, 'passed'],
] as const;

describe('the figures of the programme', () => {
  let server: Server;
  /** Position of the last event. */
  let head: string;

  beforeAll(async () => {
    server = await Server.start();
    await server.post('/v1/offers', OFFER);
    const first = await request(server, 'first-time');
    const voucher = `/v1/vouchers/${String(first.body['voucherId'])}`;
    await server.post(`${voucher}/schedule-exam`, appointment('B1', '2014-05-01T20:00:00Z'));
    await server.post(`${voucher}/record-payment`, payment('P1'));
    await server.post(`${voucher}/record-exam-result`, result('passed', PASSED_AT, 'R1'));
    const retaken: string[] = [];
    for (const [days] of RETAKES) {
      const failed = await failedOnce(server, `after-${days}`);
      await server.post(
        `${failed}/schedule-retake`,
        appointment(`again-${days}`, `2014-05-0${1 + days}T12:00:00Z`),
      );
      retaken.push(failed);
    }
    await failedOnce(server, 'never-again');
    await request(server, 'never-used');
    await server.post('/v1/test-clock', { now: '2014-05-08T12:00:00Z' });
    for (const [index, [days, outcome]] of RETAKES.entries()) {
      const report = result(outcome, `2014-05-0${1 + days}T12:00:18Z`, `report-${days}`);
      const { body } = await server.post(`${retaken[index] ?? ''}/record-exam-result`, report);
      head = String(body['position']);
    }
  });
  afterAll(() => server.remove());

  function overview(): Promise<Answered> {
    return server.call('GET', `/v1/programme/overview?waitFor=${head}`);
  }

  it('are what a calculation by hand gives', async () => {
    const { body } = await overview();
    expect(body).toEqual({
      funnel: {
        issued: 7,
        booked: 6,
        paid: 6,
        taken: 6,
        failed: 5,
        retakeBooked: 4,
        retakeTaken: 4,
        passed: 4,
      },
      figures: {
        firstAttemptPassRate: { value: 1 / 6, numerator: 1, denominator: 6 },
        // The window of the one who did not come again is still open.
        retakeUptake: { value: 1, numerator: 4, denominator: 4 },
        retakePassRate: { value: 3 / 4, numerator: 3, denominator: 4 },
        rescueRate: { value: 3 / 5, numerator: 3, denominator: 5 },
        breakage: { value: null, numerator: 0, denominator: 0 },
        // Of 24, 48, 72 and 144 hours, and 18 seconds more each.
        timeToRetake: { medianHours: 60.005, p90Hours: 144.005, count: 4 },
      },
    });
  });

  it('count a window as closed, and a voucher as lost, once they have ended', async () => {
    await server.post('/v1/test-clock', { now: '2014-06-01T04:00:00Z' });
    const { body } = await overview();
    expect(body['figures']).toMatchObject({
      retakeUptake: { value: 4 / 5, numerator: 4, denominator: 5 },
      breakage: { value: 1 / 2, numerator: 1, denominator: 2 },
    });
  });
});
