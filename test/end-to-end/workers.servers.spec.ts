import { setTimeout as delay } from 'node:timers/promises';
import { PROJECTION_NAMES, PROJECTIONS, ReadModels } from '#read-models';
import { openMongoDocumentStore } from '#read-models/mongodb';
import { databaseOfOwn, describeOnMongo } from '#mongodb/testing';
import { runCli } from '../../apps/cli/src/testing/run-cli.js';
import { ProtocolProcess } from '../../libs/event-store/src/eventstoredb/specs/protocol-process.js';
import { readLeases } from '../../libs/read-models/src/runner/partitions/stored-leases.js';
import { storedFold } from '../../libs/read-models/src/testing/plain-fold.js';
import { appointment, OFFER, payment, request, result } from './programme.js';
import { type Answered, Server } from './server.js';
import { ServerProcess } from './server-process.js';

const WORKERS = 3;
const VOUCHERS = 5;
const PATIENCE = 60_000;

describeOnMongo('one api and three workers, each in a process of its own', () => {
  const readModels = databaseOfOwn();
  const keys = databaseOfOwn();
  const documentStore = openMongoDocumentStore({ url: readModels.url });
  let store: ProtocolProcess;
  let settings: Readonly<Record<string, string>>;
  let api: Server;
  let workers: readonly ServerProcess[];

  beforeAll(async () => {
    store = await ProtocolProcess.start();
    settings = {
      EVENTSTOREDB_URL: store.connectionString,
      MONGODB_URL: readModels.url,
      PERSONAL_DATA_MONGODB_URL: keys.url,
      PERSONAL_DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
      ADMIN_API_KEY: 'admin-key-of-the-test-of-workers',
      CLOCK_STARTS_AT: '2014-05-01T12:00:00Z',
      LOG_LEVEL: 'error',
    };
    api = await Server.start(settings, ['--without-worker']);
    workers = Array.from({ length: WORKERS }, () => worker());
    await Promise.all(workers.map((each) => each.listening()));
    await api.post('/v1/offers', OFFER);
  }, 120_000);
  afterAll(async () => {
    for (const each of workers) each.signal('SIGKILL');
    await Promise.all(workers.map(({ ended }) => ended));
    await api.remove();
    await store.remove();
    await documentStore.close();
    await readModels.drop();
    await keys.drop();
  });

  it('begin without an error, whichever of them is the first', async () => {
    await untilOwnedBy(...workers);
    for (const { printed } of workers) expect(printed).not.toContain('"level":"error"');
  });

  it('leave documents that equal a rebuild, with one killed and one frozen for a while', async () => {
    const [first, second, third] = workers;
    if (!first || !second || !third) throw new RangeError('There are three workers.');
    await untilOwnedBy(first, second, third);
    await useVouchers('first');
    const [frozen = first] = await owners();
    const [killed = first, last = first] = workers.filter((each) => each !== frozen);
    await useVouchers('when-one-is-frozen', () => {
      frozen.signal('SIGSTOP');
    });
    await untilOwnedBy(killed, last);
    await useVouchers('when-one-is-killed', () => {
      killed.signal('SIGKILL');
    });
    await untilOwnedBy(last);
    await useVouchers('when-one-comes-back', () => {
      frozen.signal('SIGCONT');
    });
    await untilOwnedBy(frozen, last);
    await untilReady(frozen);
    const { body: overview } = await api.call('GET', '/v1/programme/overview');
    expect(overview).toMatchObject({ funnel: { issued: 4 * VOUCHERS } });
    const folded = await stored();
    const rebuilt = await runCli(api.dataDir, ['projections', 'rebuild', '--all'], settings);
    expect(rebuilt).toMatchObject({ code: 0 });
    expect(await stored()).toEqual(folded);
  }, 240_000);

  it('end when they are asked to', async () => {
    const [one] = workers.filter(({ pid }) => pid !== undefined && isThere(pid));
    one?.signal('SIGTERM');
    expect(await one?.ended).toMatchObject({ code: 0 });
  }, 60_000);

  function worker(): ServerProcess {
    return new ServerProcess({ DATA_DIR: '/dev/null/none', ...settings }, undefined, { app: 'worker' });
  }

  /**
   * Takes vouchers to where their retakes are booked, and waits until the read models show it.
   *
   * @param inTheMiddle happens while that is recorded and folded
   */
  async function useVouchers(name: string, inTheMiddle: () => void = () => undefined): Promise<void> {
    const uses = Array.from({ length: VOUCHERS }, (_, index) => useVoucher(`${name}-${index}`));
    await Promise.race(uses);
    inTheMiddle();
    const positions = (await Promise.all(uses)).map(({ body }) => Number(body['position']));
    const last = BigInt(Math.max(...positions));
    await new ReadModels(documentStore).waitFor(last, PATIENCE, PROJECTION_NAMES);
  }

  /** Names it by its id: a code is found in a read model, which may stand still for a while. */
  async function useVoucher(name: string): Promise<Answered> {
    const { body } = await request(api, name);
    const voucher = `/v1/vouchers/${String(body['voucherId'])}`;
    await api.post(`${voucher}/schedule-exam`, appointment(`${name}-1`, '2014-05-01T20:00:00Z'));
    await api.post(`${voucher}/record-payment`, payment(name));
    await api.post(`${voucher}/record-exam-result`, result('failed', '2014-05-01T12:00:00Z', name));
    return api.post(`${voucher}/schedule-retake`, appointment(`${name}-2`, '2014-05-02T21:00:00Z'));
  }

  /** The partitions, each with the worker that owns it. */
  async function owners(): Promise<readonly (ServerProcess | undefined)[]> {
    const leases = await readLeases(documentStore);
    return leases.owners.map((owner) =>
      workers.find(({ pid }) => pid === leases.workers[owner]?.process?.pid),
    );
  }

  async function untilOwnedBy(...wanted: readonly ServerProcess[]): Promise<void> {
    for (;;) {
      const found = await owners();
      if (found.every((owner) => owner && wanted.includes(owner)) && new Set(found).size === wanted.length)
        return;
      await delay(100);
    }
  }

  /** It may try something again first: its connections have not been served for a while. */
  async function untilReady(process: ServerProcess): Promise<void> {
    const origin = await process.listening();
    while ((await fetch(`${origin}/health/ready`)).status !== 200) await delay(100);
    expect(await (await fetch(`${origin}/metrics`)).text()).toContain('second_shot_projection_position');
  }

  /** All documents and rows that serve. */
  function stored() {
    return Promise.all(Object.values(PROJECTIONS).map((projection) => storedFold(documentStore, projection)));
  }
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
