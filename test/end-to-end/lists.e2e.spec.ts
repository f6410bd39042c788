import { appointment, failedOnce, headOf, OFFER, request, requestBy } from './programme.js';
import { type Answered, Server } from './server.js';

type Item = Readonly<Record<string, unknown>>;

const ACADEMIC = { ...OFFER, offerId: 'academic', eligiblePrefixes: ['072'], validUntil: '2014-06-30' };
const MANUAL = { ...OFFER, offerId: 'manual', approval: 'manual' };

describe('lists', () => {
  let server: Server;
  /** Position of the last event. */
  let head: string;
  let reader: Readonly<Record<string, string>>;

  beforeAll(async () => {
    server = await Server.start();
    for (const offer of [OFFER, ACADEMIC, MANUAL]) await server.post('/v1/offers', offer);
    const made = await server.post('/v1/keys', { name: 'reader', scopes: ['read'] });
    reader = { authorization: `Bearer ${String(made.body['key'])}` };
    await request(server, 'first');
    await failedOnce(server, 'failed');
    await server.post('/v1/vouchers', { ...requestBy('first'), offerId: 'academic' });
    await server.post('/v1/vouchers', { ...requestBy('waiting'), offerId: 'manual' });
    head = String((await request(server, 'last')).body['position']);
  });
  afterAll(() => server.remove());

  const get = (path: string, headers?: Readonly<Record<string, string>>): Promise<Answered> =>
    server.call('GET', path, undefined, headers);

  const itemsOf = ({ body }: Answered): readonly Item[] => body['items'] as readonly Item[];

  const search = async (query: string): Promise<readonly Item[]> =>
    itemsOf(await get(`/v1/vouchers?waitFor=${head}&${query}`));

  /** All items, page by page; something may happen between two pages. */
  async function paged(path: string, between: () => Promise<void> = async () => undefined) {
    const items: Item[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await get(`${path}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      items.push(...itemsOf(page));
      cursor = page.body['nextCursor'] as string | null;
      if (cursor !== null) await between();
    }
    return items;
  }

  it.each([
    ['status=requested', ['waiting/manual']],
    ['status=active&offerId=second-shot', ['last/second-shot', 'failed/second-shot', 'first/second-shot']],
    ['offerId=academic', ['first/academic']],
    ['offerId=none', []],
    ['examCode=070-480', ['failed/second-shot']],
    ['candidateId=first', ['first/academic', 'first/second-shot']],
    ['candidateId=first&offerId=academic', ['first/academic']],
    ['email=FIRST%40example.org', ['first/academic', 'first/second-shot']],
    ['email=first%40example.org&candidateId=last', []],
    ['email=nobody%40example.org', []],
    // The end of 31 May, to the millisecond: the instant itself is not before itself.
    ['expiresBefore=2014-06-01T03:59:59.999Z', []],
    [
      'expiresBefore=2014-06-01T06:00:00%2B02:00',
      ['last/second-shot', 'failed/second-shot', 'first/second-shot'],
    ],
    ['sort=-expiresAt&status=active&limit=1', ['first/academic']],
    ['sort=requestedAt&limit=1', ['first/second-shot']],
  ])('are searched by %s', async (query, found) => {
    const items = await search(query);
    expect(items.map(({ candidateId, offerId }) => `${String(candidateId)}/${String(offerId)}`)).toEqual(
      found,
    );
  });

  it.each(['requestedAt', '-requestedAt', 'expiresAt', '-expiresAt'])(
    'come in pages that leave nothing out and repeat nothing, by %s, those that have no end included',
    async (sort) => {
      const whole = await search(`sort=${sort}`);
      expect(whole).toHaveLength(5);
      for (const limit of [1, 2, 5]) {
        expect(await paged(`/v1/vouchers?sort=${sort}&limit=${limit}`)).toEqual(whole);
      }
    },
  );

  it('stay the same while new vouchers arrive between the pages', async () => {
    const before = await search('sort=-requestedAt');
    let arriving = 0;
    const seen = await paged('/v1/vouchers?sort=-requestedAt&limit=2', async () => {
      const { body } = await request(server, `arriving-${(arriving += 1)}`);
      await get(`/v1/vouchers?limit=1&waitFor=${String(body['position'])}`);
    });
    expect(arriving).toBeGreaterThan(1);
    expect(seen).toEqual(before);
  });

  it('page offers, the vouchers of a candidate and keys the same way', async () => {
    const offers = await paged('/v1/offers?limit=1');
    expect(offers.map(({ offerId }) => offerId)).toEqual(['academic', 'manual', 'second-shot']);
    const ofFirst = await paged('/v1/candidates/first/vouchers?limit=1');
    expect(ofFirst.map(({ offerId }) => offerId)).toEqual(['academic', 'second-shot']);
    expect(itemsOf(await get('/v1/candidates/nobody/vouchers'))).toEqual([]);
    expect(await paged('/v1/keys?limit=1')).toHaveLength(2);
  });

  it('have 50 items unless told otherwise, at most 200, and end with null', async () => {
    await server.post('/v1/offers', { ...OFFER, offerId: 'many', vouchersPerCandidate: 100 });
    const asked = { ...requestBy('many'), offerId: 'many' };
    let position = '';
    for (let number = 0; number < 51; number += 1) {
      position = String((await server.post('/v1/vouchers', asked)).body['position']);
    }
    const page = await get(`/v1/vouchers?offerId=many&waitFor=${position}`);
    expect(itemsOf(page)).toHaveLength(50);
    expect(typeof page.body['nextCursor']).toBe('string');
    const all = await get('/v1/vouchers?offerId=many&limit=200');
    expect(itemsOf(all)).toHaveLength(51);
    expect(all.body['nextCursor']).toBeNull();
    for (const limit of ['0', '201', '-1', '1.5', 'x', '']) {
      expect((await get(`/v1/vouchers?limit=${limit}`)).status).toBe(400);
    }
  });

  it('leave names and e-mails out for who may not read them, in every answer', async () => {
    const [voucher] = await search('candidateId=last');
    const one = `/v1/vouchers/${String(voucher?.['voucherId'])}`;
    const personal = { candidate: { name: 'Ada Example', email: 'last@example.org' } };
    expect((await get(one)).body).toMatchObject(personal);
    expect(voucher).toMatchObject(personal);
    for (const path of [one, `${one}?asOf=r0`, '/v1/vouchers', '/v1/candidates/last/vouchers']) {
      const { status, body } = await get(path, reader);
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(/Ada|@example|"candidate"/);
    }
    expect((await get('/v1/vouchers?email=last%40example.org', reader)).status).toBe(403);
    const history = await get(`${one}/history`);
    expect(JSON.stringify(history.body)).not.toMatch(/Ada|@example/);
  });
});

describe('a query that waits', () => {
  let server: Server;

  beforeAll(async () => {
    server = await Server.start();
    await server.post('/v1/offers', OFFER);
  });
  afterAll(() => server.remove());

  it.each([
    '/v1/offers',
    '/v1/offers/second-shot',
    '/v1/vouchers',
    '/v1/programme/overview',
    '/v1/exams/statistics',
    '/v1/activity',
    '/v1/expiring',
    '/v1/candidates/ada/vouchers',
  ])('has seen what it waited for, and says how far it has read: %s', async (path) => {
    const { body } = await request(server, `c-${path.replaceAll('/', '.')}`);
    const position = String(body['position']);
    const { status, headers } = await server.call('GET', `${path}?waitFor=${position}`);
    expect(status).toBe(200);
    expect(BigInt(headers.get('read-position') ?? '-1')).toBeGreaterThanOrEqual(BigInt(position));
  });

  it('sees the voucher that was just requested, and what was just done with it', async () => {
    const voucher = await failedOnce(server, 'ada');
    const position = await headOf(server, voucher);
    const { body } = await server.call('GET', `${voucher}?waitFor=${position}`);
    expect(body).toMatchObject({ position, entries: [{ status: 'retake-available' }] });
    const booked = await server.post(`${voucher}/schedule-retake`, appointment('B2', '2014-05-02T20:00:00Z'));
    const seen = await server.call('GET', `${voucher}?waitFor=${String(booked.body['position'])}`);
    expect(seen.body).toMatchObject({ entries: [{ status: 'retake-scheduled' }] });
  });

  it('is answered 503 and when to come back, after the time that it gives, or two seconds', async () => {
    const began = performance.now();
    const waited = await Promise.all(
      ['&timeoutMs=0', '&timeoutMs=300', ''].map(async (timeout) => {
        const answer = await server.call('GET', `/v1/offers?waitFor=999999${timeout}`);
        expect(answer).toMatchObject({ status: 503, body: { code: 'NOT_YET_VISIBLE' } });
        expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
        return performance.now() - began;
      }),
    );
    const [, after300, byDefault] = waited;
    expect(after300).toBeGreaterThanOrEqual(295);
    expect(byDefault).toBeGreaterThanOrEqual(1_995);
    // One after the other, however slow the machine is.
    expect(waited).toEqual([...waited].sort((one, other) => one - other));
    for (const wrong of ['timeoutMs=10001', 'timeoutMs=-1', 'waitFor=-1', 'waitFor=x', 'waitFor=']) {
      expect((await server.call('GET', `/v1/offers?${wrong}`)).status).toBe(400);
    }
    expect((await server.call('GET', '/v1/offers?waitFor=0&timeoutMs=10000')).status).toBe(200);
  });
});
