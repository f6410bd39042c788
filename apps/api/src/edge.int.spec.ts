import { ApiUnderTest } from './testing/api-under-test.js';

describe('smoke', () => {
  let api: ApiUnderTest;
  beforeAll(async () => {
    api = await ApiUnderTest.start();
  });
  afterAll(() => api.close());

  it('works', async () => {
    for (const [m, p, b] of [
      ['GET', '/health/live'],
      ['GET', '/health/ready'],
      ['GET', '/metrics'],
      ['GET', '/v1/offers'],
      ['GET', '/nope'],
      ['DELETE', '/v1/offers'],
      [
        'POST',
        '/v1/vouchers/abc/schedule-exam',
        {
          examCode: '070-480',
          appointment: { bookingReference: 'x', siteCode: 'y', startsAt: '2014-05-12T09:00:00-04:00' },
        },
      ],
      ['POST', '/v1/vouchers/abc/schedule-exam', { examCode: 1, appointment: [1], hasOwnProperty: 1 }],
      ['POST', '/v1/vouchers/abc/schedule-exam', { examCode: 1, appointment: [1], foo: 1 }],
      ['POST', '/v1/vouchers/abc/approve', {}],
      ['POST', '/v1/test-clock', { now: '2014-05-12T09:00:00-04:00' }],
      ['GET', '/problems/offer-not-open'],
      ['GET', '/%zz'],
    ] as const) {
      const r = await api.call(p, { method: m, body: b });
      console.log(m, p, r.status, r.text, Object.fromEntries(r.headers));
    }
    console.log(api.recorder.last(), api.logged);
  });
});
