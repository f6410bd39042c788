import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { OFFER, request } from './programme.js';
import { type Answered, Server } from './server.js';

const CLIENTS = 12;
const ROUNDS = 3;
/** Acknowledged requests after which the server is killed. */
const KILL_AFTER = 60;

describe('kill -9 under load', () => {
  let server: Server;

  beforeAll(async () => {
    // Whatever server is named has events of other tests already.
    server = await Server.start({ EVENTSTOREDB_URL: '' });
    await server.post('/v1/offers', OFFER);
  });
  afterAll(() => server.remove());

  it('loses no acknowledged command, doubles none, and leaves read models that equal a rebuild', async () => {
    const acknowledged = new Map<string, Answered>();
    const unanswered: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await loadUntilKilled(round, acknowledged, unanswered);
      await server.restart();
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(ROUNDS * KILL_AFTER);
    for (const candidate of unanswered)
      acknowledged.set(candidate, await request(server, candidate, candidate));
    for (const [candidate, { body }] of acknowledged) {
      const repeated = await request(server, candidate, candidate);
      expect(repeated.body).toEqual(body);
      const history = await server.call('GET', `/v1/vouchers/${String(body['voucherId'])}/history`);
      expect(history.body).toMatchObject({ verified: true });
      expect(history.body['items']).toHaveLength(2);
    }
    const before = await readModels();
    expect(before.overview).toMatchObject({ funnel: { issued: acknowledged.size + 1 } });
    await rebuildFromNothing();
    expect(await readModels()).toEqual(before);
  }, 120_000);

  async function loadUntilKilled(
    round: number,
    acknowledged: Map<string, Answered>,
    unanswered: string[],
  ): Promise<void> {
    let answered = 0;
    let killing: Promise<void> | undefined;
    const client = async (number: number) => {
      for (let turn = 0; killing === undefined; turn += 1) {
        const candidate = `c-${round}-${number}-${turn}`;
        try {
          acknowledged.set(candidate, await request(server, candidate, candidate));
          answered += 1;
        } catch {
          unanswered.push(candidate);
        }
        if (answered >= KILL_AFTER) killing ??= server.kill();
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));
    await killing;
  }

  async function readModels() {
    const probe = await request(server, 'probe', 'probe');
    const position = String(probe.body['position']);
    const overview = await server.call('GET', `/v1/programme/overview?waitFor=${position}&timeoutMs=10000`);
    const vouchers = await server.call('GET', '/v1/vouchers?limit=200&sort=requestedAt');
    return { overview: overview.body, vouchers: vouchers.body };
  }

  async function rebuildFromNothing(): Promise<void> {
    expect(await server.stop()).toBe(0);
    for (const file of await readdir(server.dataDir)) {
      if (file.startsWith('read-models.sqlite')) await rm(join(server.dataDir, file));
    }
    await server.restart();
  }
});
