import { ProtocolProcess } from '../../libs/event-store/src/eventstoredb/specs/protocol-process.js';
import { appointment, failedOnce, OFFER, request } from './programme.js';
import { Server } from './server.js';

const ROUNDS = 5;

/** As several processes share them: the master key makes the same indexes of personal data. */
const SHARED = { PERSONAL_DATA_KEY: Buffer.alloc(32, 7).toString('base64') };

describe('two APIs on one event store', () => {
  let store: ProtocolProcess;
  let first: Server;
  let second: Server;

  beforeAll(async () => {
    store = await ProtocolProcess.start();
    const environment = { ...SHARED, EVENTSTOREDB_URL: store.connectionString };
    [first, second] = await Promise.all([Server.start(environment), Server.start(environment)]);
    await first.post('/v1/offers', OFFER);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([first.remove(), second.remove()]);
    await store.remove();
  });

  it('let one of the retakes win that race on a voucher, each through the API that it was sent to', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const voucher = await failedOnce(first, `racer-${round}`);
      const racing = Array.from({ length: 20 }, (_, index) => {
        const api = index % 2 === 0 ? first : second;
        const booking = appointment(`${round}-${index}`, '2014-05-02T21:00:00Z');
        return api.post(`${voucher}/schedule-retake`, booking);
      });
      const answers = await Promise.all(racing);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const refused = answers.filter(({ body }) => body['code'] === 'EXAM_ALREADY_SCHEDULED');
      expect(refused.map(({ status }) => status)).toEqual(Array.from({ length: 19 }, () => 409));
      for (const api of [first, second]) {
        const after = await api.call('GET', `${voucher}/history`);
        expect(after.body).toMatchObject({ verified: true });
        expect(after.body['items']).toHaveLength(7);
      }
    }
  }, 60_000);

  it('count how often the other one was faster', async () => {
    const { body } = await request(first, 'extended');
    const extend = (api: Server, year: number) =>
      api.post(`/v1/vouchers/${String(body['voucherId'])}/extend`, {
        validUntil: `${year}-01-01`,
        reason: 'a race',
      });
    const conflictsOf = async ({ url, authorization }: Server) => {
      const metrics = await (await fetch(`${url}/metrics`, { headers: authorization })).text();
      return Number(/^second_shot_append_conflicts_total (\d+)$/m.exec(metrics)?.[1]);
    };
    const conflicts = async () => (await conflictsOf(first)) + (await conflictsOf(second));
    const before = await conflicts();
    for (let year = 2015; (await conflicts()) === before; year += 2) {
      await Promise.all([extend(first, year), extend(second, year + 1)]);
    }
    expect(await conflicts()).toBeGreaterThan(before);
  });

  it('answer one key that both are sent at once alike, and one of them says that it repeats', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const voucher = await failedOnce(first, `twice-${round}`);
      const booking = appointment(`twice-${round}`, '2014-05-02T21:00:00Z');
      const key = { 'idempotency-key': `key-${round}` };
      const answers = await Promise.all(
        [first, second].map((api) => api.post(`${voucher}/schedule-retake`, booking, key)),
      );
      expect(answers[0]).toMatchObject({ status: 200, body: answers[1]?.body });
      const repeats = answers.map(({ headers }) => headers.get('idempotency-replayed'));
      expect(repeats.filter((repeated) => repeated === 'true')).toHaveLength(1);
    }
  }, 60_000);

  it('decide on what the other one has recorded since they saw the voucher last', async () => {
    const voucher = await failedOnce(first, 'passed-on');
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      const [api, other] = turn % 2 === 0 ? [second, first] : [first, second];
      const booking = appointment('on-and-on', `2014-05-0${turn + 2}T21:00:00Z`);
      const command = turn === 0 ? 'schedule-retake' : 'reschedule-exam';
      expect(await api.post(`${voucher}/${command}`, booking)).toMatchObject({ status: 200 });
      expect((await other.call('GET', `${voucher}/history`)).body).toMatchObject({ verified: true });
    }
  });
});
