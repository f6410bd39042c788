import { jest } from '@jest/globals';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { appointment, OFFER, payment, request, requestBy, result } from './programme.js';
import { type Answered, Server } from './server.js';

jest.setTimeout(120_000);

const CLIENTS = 12;
const ROUNDS = 3;
/** Acknowledged commands after which the server is killed: some vouchers are used up then, and some half. */
const KILL_AFTER = 90;
const USED_UP = [
  'VoucherRequested',
  'VoucherIssued',
  'ExamScheduled',
  'ExamPaid',
  'ExamResultRecorded',
  'RetakeGranted',
  'RetakeScheduled',
];

interface Sent {
  readonly path: string;
  readonly body: object;
  readonly key: string;
}

interface Acknowledged extends Sent {
  readonly answer: Answered;
}

describe('kill -9 under load', () => {
  let server: Server;

  beforeAll(async () => {
    // Whatever server is named has events of other tests already.
    server = await Server.start({ EVENTSTOREDB_URL: '' });
    await server.post('/v1/offers', OFFER);
  });
  afterAll(() => server.remove());

  it('loses no acknowledged command, doubles none, and leaves read models that equal a rebuild', async () => {
    const acknowledged: Acknowledged[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const unanswered = await loadUntilKilled(round, acknowledged);
      await server.restart();
      acknowledged.push(...(await Promise.all(unanswered.map(send))));
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * KILL_AFTER);
    await Promise.all(acknowledged.map(expectRecordedOnce));
    const vouchers = recordedBy(acknowledged);
    await Promise.all([...vouchers].map(([voucherId, types]) => expectHistory(voucherId, types)));
    const before = await readModels();
    expect(before.overview).toMatchObject({ funnel: { issued: vouchers.size + 1 } });
    await rebuildFromNothing();
    expect(await readModels()).toEqual(before);
  });

  /** Sends what was acknowledged to the list, and answers what was sent and not answered. */
  async function loadUntilKilled(round: number, acknowledged: Acknowledged[]): Promise<readonly Sent[]> {
    const unanswered: Sent[] = [];
    let answered = 0;
    let killing: Promise<void> | undefined;
    const client = async (number: number) => {
      for (let turn = 0; killing === undefined; turn += 1) {
        await useUp(`c-${round}-${number}-${turn}`, async (sent) => {
          if (killing !== undefined) return undefined;
          unanswered.push(sent);
          const command = await send(sent).catch(() => undefined);
          if (!command) return undefined;
          unanswered.splice(unanswered.indexOf(sent), 1);
          acknowledged.push(command);
          if (++answered >= KILL_AFTER) killing ??= server.kill();
          return command;
        });
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));
    await killing;
    return unanswered;
  }

  /** Sends the commands of a voucher's whole life, as far as they are acknowledged. */
  async function useUp(
    candidate: string,
    acknowledge: (sent: Sent) => Promise<Acknowledged | undefined>,
  ): Promise<void> {
    const key = (name: string) => `${candidate}-${name}`;
    const requested = await acknowledge({
      path: '/v1/vouchers',
      body: requestBy(candidate),
      key: key('request'),
    });
    if (!requested) return;
    const voucher = `/v1/vouchers/${String(requested.answer.body['voucherId'])}`;
    const steps = {
      'schedule-exam': appointment(key('B1'), '2014-05-01T20:00:00Z'),
      'record-payment': payment(key('P1')),
      'record-exam-result': result('failed', '2014-05-01T12:00:00.000Z', key('R1')),
      'schedule-retake': appointment(key('B2'), '2014-05-02T20:00:00Z'),
    };
    for (const [name, body] of Object.entries(steps)) {
      if (!(await acknowledge({ path: `${voucher}/${name}`, body, key: key(name) }))) return;
    }
  }

  async function send(sent: Sent): Promise<Acknowledged> {
    const answer = await server.post(sent.path, sent.body, { 'idempotency-key': sent.key });
    expect(answer).toMatchObject({ status: sent.path === '/v1/vouchers' ? 201 : 200 });
    return { ...sent, answer };
  }

  /** The command is answered as it was, and records nothing. */
  async function expectRecordedOnce({ answer, ...sent }: Acknowledged): Promise<void> {
    const repeated = await send(sent);
    expect(repeated.answer.body).toEqual(answer.body);
    expect(repeated.answer.headers.get('idempotency-replayed')).toBe('true');
  }

  /** The voucher's history holds these events and no other, and its hash chain holds. */
  async function expectHistory(voucherId: string, types: readonly string[]): Promise<void> {
    expect(types).toEqual(USED_UP.slice(0, types.length));
    const { body } = await server.call('GET', `/v1/vouchers/${voucherId}/history`);
    const items = body['items'] as readonly { readonly type: string }[];
    expect(body['verified']).toBe(true);
    expect(items.map(({ type }) => type)).toEqual(types);
  }

  /** Types of the events that the answers name, of each voucher by revision. */
  function recordedBy(acknowledged: readonly Acknowledged[]): ReadonlyMap<string, readonly string[]> {
    const vouchers = new Map<string, string[]>();
    for (const { answer } of acknowledged) {
      const voucherId = String(answer.body['voucherId']);
      const types = vouchers.get(voucherId) ?? [];
      for (const { type, revision } of answer.body['events'] as readonly {
        type: string;
        revision: number;
      }[]) {
        types[revision] = type;
      }
      vouchers.set(voucherId, types);
    }
    return vouchers;
  }

  async function readModels() {
    const probe = await request(server, 'probe', 'probe');
    const position = String(probe.body['position']);
    const overview = await server.call('GET', `/v1/programme/overview?waitFor=${position}&timeoutMs=10000`);
    const exams = await server.call('GET', '/v1/exams/statistics');
    const vouchers = await server.call('GET', '/v1/vouchers?limit=200&sort=requestedAt');
    return { overview: overview.body, exams: exams.body, vouchers: vouchers.body };
  }

  async function rebuildFromNothing(): Promise<void> {
    expect(await server.stop()).toBe(0);
    for (const file of await readdir(server.dataDir)) {
      if (file.startsWith('read-models.sqlite')) await rm(join(server.dataDir, file));
    }
    await server.restart();
  }
});
