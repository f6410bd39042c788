import { DatabaseSync } from '@photostructure/sqlite';
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEventStore } from '#event-store/embedded';
import { failedOnce, OFFER } from '../../../test/end-to-end/programme.js';
import { Server } from '../../../test/end-to-end/server.js';
import { type Ran, runCli } from './testing/run-cli.js';

/** As the server's clock, which stands in the days of the offer. */
const CLOCK = { CLOCK_STARTS_AT: '2014-05-01T12:00:00Z' };

/** A voucher of the server's whose exam was failed once. */
interface Failed {
  /** Path of the voucher by its code. */
  readonly voucher: string;
  readonly voucherId: string;
}

async function failOnce(server: Server): Promise<Failed> {
  await server.post('/v1/offers', OFFER);
  const voucher = await failedOnce(server, 'ada');
  return { voucher, voucherId: String((await server.call('GET', voucher)).body['voucherId']) };
}

describe('operations beside a running server', () => {
  let server: Server;
  let voucher: string;
  let voucherId: string;
  const cli = (...args: readonly string[]): Promise<Ran> => runCli(server.dataDir, args, CLOCK);

  beforeAll(async () => {
    server = await Server.start();
    ({ voucher, voucherId } = await failOnce(server));
  }, 60_000);
  afterAll(() => server.remove());

  it('show the history that the API answers, by id and by code, and nothing personal', async () => {
    const code = decodeURIComponent(voucher.slice('/v1/vouchers/'.length));
    const { body } = await server.call('GET', `${voucher}/history`);
    const byCode = await cli('history', code, '--ndjson');
    expect(
      byCode.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(body['items']);
    const table = await cli('history', voucherId);
    expect(table).toMatchObject({ code: 0, stderr: '' });
    expect(table.stdout).toContain('active; 070-480 retake-available');
    expect(table.stdout + byCode.stdout).not.toMatch(/Ada Example|ada@example\.org/);
    expect(table.stdout + byCode.stdout).not.toContain(code);
    expect(
      (await cli('history', voucherId, '--as-of', 'r1', '--ndjson')).stdout.trim().split('\n'),
    ).toHaveLength(2);
    expect((await cli('history', '0000-0000-0000-0000-0')).code).toBe(1);
  }, 60_000);

  it('make a key that opens the running server, and revoke it', async () => {
    const made = await cli('keys', 'create', '--name', 'feed', '--scopes', 'read', '--json');
    const { key, keyId } = JSON.parse(made.stdout) as { readonly key: string; readonly keyId: string };
    const headers = { authorization: `Bearer ${key}` };
    expect((await server.call('GET', '/v1/offers', undefined, headers)).status).toBe(200);
    expect((await cli('keys', 'revoke', keyId)).code).toBe(0);
    expect((await server.call('GET', '/v1/offers', undefined, headers)).status).toBe(401);
    const listed = await cli('keys', 'list');
    expect(listed.stdout).toMatch(new RegExp(`${keyId} +feed +read +revoked `));
    expect(listed.stdout).not.toContain(key);
    const byItself = await cli('keys', 'revoke', key);
    expect(byItself.code).toBe(1);
    expect(byItself.stderr).not.toContain(key);
  }, 60_000);

  it('rebuild projections in the running server', async () => {
    const beside = await cli('projections', 'rebuild', 'vouchers');
    expect(beside.code).toBe(0);
    expect(beside.stdout).toMatch(/^vouchers: vouchers-v\d+-2 serves now\.\n$/);
    expect(beside.stderr).toContain('Asked the server at work');
    expect((await cli('projections', 'list')).stdout).toMatch(/vouchers +\d+ +running/);
  }, 60_000);

  it('verify all chains', async () => {
    expect((await cli('verify')).stdout).toContain('every hash chain holds');
  }, 60_000);
});

describe('operations on the files that a server has left', () => {
  let server: Server;
  let voucherId: string;
  let directory: string;
  const cli = (...args: readonly string[]): Promise<Ran> => runCli(directory, args, CLOCK);
  const sql = (statement: string) => {
    const database = new DatabaseSync(join(directory, 'events.sqlite'));
    database.exec(statement);
    database.close();
  };

  beforeAll(async () => {
    server = await Server.start();
    ({ voucherId } = await failOnce(server));
    await server.stop();
  }, 60_000);
  afterAll(() => server.remove());

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'second-shot-left-'));
    await cp(server.dataDir, directory, { recursive: true });
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('rebuild projections in their own process', async () => {
    const alone = await cli('projections', 'rebuild', '--all', '--json');
    expect(JSON.parse(alone.stdout)).toHaveLength(5);
    expect(alone.stderr).toContain('No server is at work');
    expect((await cli('projections', 'list')).stdout).toMatch(/vouchers +\d+ +stopped/);
    expect(await cli('projections', 'parked')).toMatchObject({ code: 0, stdout: '' });
  }, 60_000);

  it('park what cannot be folded, say why, and replay it once it is mended', async () => {
    const ofBooking = "type = 'ExamScheduled'";
    sql(
      `CREATE TABLE kept AS SELECT data FROM events WHERE ${ofBooking}; UPDATE events SET data = '{}' WHERE ${ofBooking}`,
    );
    await cli('projections', 'rebuild', 'vouchers');
    expect((await cli('projections', 'parked', 'vouchers')).stdout).toContain(voucherId);
    expect((await cli('projections', 'replay', 'vouchers')).code).toBe(1);
    sql(`UPDATE events SET data = (SELECT data FROM kept) WHERE ${ofBooking}; DROP TABLE kept`);
    expect((await cli('projections', 'replay', 'vouchers', voucherId)).code).toBe(0);
    expect((await cli('projections', 'parked', '--json')).stdout).toBe('[]\n');
  }, 60_000);

  it('park what a newer program has written instead of misreading it', async () => {
    const ofBooking = "type = 'ExamScheduled'";
    sql(`UPDATE events SET metadata = json_set(metadata, '$.schemaVersion', 2) WHERE ${ofBooking}`);
    await cli('projections', 'rebuild', 'vouchers');
    const parked = (await cli('projections', 'parked', 'vouchers')).stdout;
    expect(parked).toContain(`voucher-${voucherId}`);
    expect(parked).toContain('run the newer program that wrote it.');
  }, 60_000);

  it('find the event that was tampered with', async () => {
    await appendForeignEvent(directory);
    expect((await cli('verify')).stdout).toContain('every hash chain holds');
    sql(`UPDATE events SET data = replace(data, '160.00', '1.00') WHERE type = 'ExamPaid'`);
    const all = await cli('verify', '--json');
    expect(all).toMatchObject({ code: 1, stderr: expect.stringContaining('1 hash chain') as string });
    expect(JSON.parse(all.stdout)).toMatchObject({
      verified: false,
      streams: 2,
      broken: [{ stream: `voucher-${voucherId}`, revision: 3, type: 'ExamPaid' }],
    });
    expect(await cli('verify', '--stream', `voucher-${voucherId}`)).toMatchObject({ code: 1 });
    expect(await cli('verify', '--stream', 'offer-second-shot')).toMatchObject({ code: 0 });
    expect(await cli('verify', '--stream', 'none')).toMatchObject({ code: 1, stdout: '' });
    expect((await cli('history', voucherId)).stderr).toContain('broken at revision 3');
    sql(`UPDATE events SET data = '{}', metadata = '{}' WHERE type = 'ExamPaid'`);
    const unreadable = await cli('history', voucherId);
    expect(unreadable.stderr).toContain('broken at revision 3');
    expect(unreadable.stdout).toMatch(/3 .*ExamPaid .*unreadable\n4 .*unreadable/);
  }, 60_000);

  it('find the end of a stream that was cut off, once anything came after it', async () => {
    await appendForeignEvent(directory);
    sql(`DELETE FROM events WHERE type = 'RetakeGranted'`);
    const cut = await cli('verify', '--json');
    expect(cut).toMatchObject({ code: 1, stderr: expect.stringMatching(/^1 event missing: /) as string });
    expect(JSON.parse(cut.stdout)).toMatchObject({
      verified: false,
      broken: [],
      missing: [{ first: '7', last: '7' }],
    });
    expect((await cli('verify')).stdout).toContain('No event is at position 7 any more.');
  }, 60_000);
});

/** As a client of EventStoreDB's protocol may: it is linked into no hash chain. */
async function appendForeignEvent(directory: string): Promise<void> {
  const store = await openEmbeddedEventStore({ directory });
  const event = { id: randomUUID(), type: 'SomethingElse', data: {}, metadata: {} };
  await store.append('somebody-elses', [event], 'no_stream');
  await store.close();
}
