import { setTimeout as delay } from 'node:timers/promises';
import { ProtocolProcess } from '../../libs/event-store/src/eventstoredb/specs/protocol-process.js';
import { OFFER } from './programme.js';
import { type Answered, Server } from './server.js';

const MILLISECONDS_BETWEEN_LOOKS = 50;

describe('a programme whose event store goes and comes', () => {
  let store: ProtocolProcess;
  let server: Server;

  beforeAll(async () => {
    store = await ProtocolProcess.start();
    await store.kill();
    server = await Server.start({ EVENTSTOREDB_URL: store.connectionString, CLOCK_STARTS_AT: '' });
  }, 60_000);
  afterAll(async () => {
    await server.remove();
    await store.remove();
  });

  const publish = (offerId: string) =>
    server.post('/v1/offers', { ...OFFER, offerId, closesOn: '2999-12-31', validUntil: '2999-12-31' });
  const ready = () => server.call('GET', '/health/ready');
  const offers = async () => {
    const { status, body } = await server.call('GET', '/v1/offers');
    expect(status).toBe(200);
    return (body['items'] as readonly { readonly offerId: string }[]).map(({ offerId }) => offerId);
  };

  async function until(ask: () => Promise<Answered>, status: number): Promise<Answered> {
    for (;;) {
      const answer = await ask();
      if (answer.status === status) return answer;
      await delay(MILLISECONDS_BETWEEN_LOOKS);
    }
  }

  async function expectStoreIsMissed(): Promise<void> {
    const { status, body } = await ready();
    expect(status).toBe(503);
    expect(body).toMatchObject({ error: { eventStore: { status: 'down' } } });
    const refused = await publish('refused');
    expect(refused).toMatchObject({ status: 503, body: { code: 'STORE_UNAVAILABLE' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await server.call('GET', '/health/live')).status).toBe(200);
  }

  it('starts without it, says so, refuses commands for a while and answers queries', async () => {
    await expectStoreIsMissed();
    expect(await offers()).toEqual([]);
  });

  it('becomes ready when it comes, and takes commands', async () => {
    await store.start();
    await until(ready, 200);
    const { body } = await publish('first');
    await server.call('GET', `/v1/offers?waitFor=${String(body['position'])}&timeoutMs=10000`);
    expect(await offers()).toEqual(['first']);
  }, 60_000);

  it('answers queries from the read models while it is away again, and catches up by itself', async () => {
    const details = { name: 'Ada Example', email: 'ada@example.org' };
    const candidate = { candidateId: 'c-1', ...details };
    const { body: issued } = await server.post('/v1/vouchers', { offerId: 'first', candidate });
    const voucher = (named: unknown, query = '') =>
      server.call('GET', `/v1/vouchers/${String(named)}${query}`);
    await voucher(issued['voucherId'], `?waitFor=${String(issued['position'])}&timeoutMs=10000`);
    await store.kill();
    await expectStoreIsMissed();
    expect(await offers()).toEqual(['first']);
    for (const named of [issued['voucherId'], issued['code']]) {
      expect(await voucher(named)).toMatchObject({
        status: 200,
        body: { status: 'active', candidate: details },
      });
    }
    await store.start();
    const { body } = await until(() => publish('second'), 201);
    await server.call('GET', `/v1/offers?waitFor=${String(body['position'])}&timeoutMs=10000`);
    expect((await offers()).toSorted()).toEqual(['first', 'second']);
    await until(ready, 200);
  }, 60_000);
});
