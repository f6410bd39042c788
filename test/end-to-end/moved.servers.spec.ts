import { databaseOfOwn, describeOnMongo } from '#mongodb/testing';
import { runCli } from '../../apps/cli/src/testing/run-cli.js';
import { ProtocolProcess } from '../../libs/event-store/src/eventstoredb/specs/protocol-process.js';
import { failedOnce, headOf, OFFER } from './programme.js';
import { Server } from './server.js';

const CLOCK = { CLOCK_STARTS_AT: '2014-05-01T12:00:00Z' };

describeOnMongo('a programme that moves from the embedded stores to EventStoreDB and MongoDB', () => {
  const readModels = databaseOfOwn();
  const keys = databaseOfOwn();
  let store: ProtocolProcess;
  let server: Server;

  beforeAll(async () => {
    store = await ProtocolProcess.start();
    server = await Server.start({ EVENTSTOREDB_URL: '' });
    await server.post('/v1/offers', OFFER);
  }, 60_000);
  afterAll(async () => {
    await server.remove();
    await store.remove();
    await readModels.drop();
    await keys.drop();
  });

  it('shows the same vouchers and persons, and every hash chain holds', async () => {
    const voucher = await failedOnce(server, 'ada');
    const before = await server.call('GET', `${voucher}/history`);
    expect(await server.stop()).toBe(0);

    const environment = {
      EVENTSTOREDB_URL: store.connectionString,
      MONGODB_URL: readModels.url,
      PERSONAL_DATA_MONGODB_URL: keys.url,
      ADMIN_API_KEY: 'admin-key-of-the-test-of-moving',
    };
    for (const command of ['copy-events', 'copy-keys', 'verify']) {
      expect(await runCli(server.dataDir, [command], { ...environment, ...CLOCK })).toMatchObject({
        code: 0,
      });
    }

    server.moveTo(environment);
    await server.restart();
    const head = await headOf(server, voucher);
    const shown = await server.call('GET', `${voucher}?waitFor=${head}&timeoutMs=10000`);
    expect(shown.body).toMatchObject({
      candidate: { name: 'Ada Example' },
      entries: [{ status: 'retake-available' }],
    });
    const history = await server.call('GET', `${voucher}/history`);
    expect(history.body).toMatchObject({ verified: true });
    expect(withoutPositions(history.body)).toEqual(withoutPositions(before.body));
  }, 120_000);
});

function withoutPositions({ items }: Record<string, unknown>): readonly object[] {
  const events = items as readonly { readonly position: string }[];
  return events.map(({ position: _, ...event }) => event);
}
