import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { commandLine, type Ran } from './command-line.js';
import { failedOnce, OFFER } from './programme.js';
import { Server } from './server.js';

describe('the command line, beside a running server', () => {
  let server: Server;
  let voucherId: string;
  let code: string;

  const run = (...args: readonly string[]): Promise<Ran> => commandLine(args, { DATA_DIR: server.dataDir });

  beforeAll(async () => {
    server = await Server.start();
    await server.post('/v1/offers', OFFER);
    const voucher = await failedOnce(server, 'ada');
    const { body } = await server.call('GET', `${voucher}/history`);
    const [first] = body['items'] as readonly [{ data: { voucherId: string } }];
    voucherId = first.data.voucherId;
    code = decodeURIComponent(voucher.slice('/v1/vouchers/'.length));
  });
  afterAll(() => server.remove());

  it('makes a key that opens what it says, lists it, and revokes it', async () => {
    const made = await run('keys', 'create', '--name', 'auditor', '--scopes', 'audit:read,read');
    expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining('audit:read, read') });
    const authorization = `Bearer ${made.stdout.trim()}`;
    const asAuditor = () =>
      server.call('GET', `/v1/vouchers/${voucherId}/history`, undefined, { authorization });
    expect((await asAuditor()).status).toBe(200);
    const listed = JSON.parse((await run('keys', 'list', '--json')).stdout) as {
      keyId: string;
      name: string;
    }[];
    const keyId = listed.find(({ name }) => name === 'auditor')?.keyId ?? '';
    expect(made.stdout).toContain(keyId);
    expect((await run('keys', 'list')).stdout).toMatch(
      new RegExp(`${keyId} +auditor +audit:read,read +active`),
    );
    expect(await run('keys', 'revoke', keyId)).toMatchObject({ code: 0 });
    expect((await asAuditor()).status).toBe(401);
    expect(await run('keys', 'revoke', 'nobody')).toMatchObject({ code: 1, stdout: '' });
  });

  it('shows how the projections stand, and has the server rebuild them', async () => {
    const list = JSON.parse((await run('projections', 'list', '--json')).stdout) as object[];
    expect(list).toContainEqual(
      expect.objectContaining({ projection: 'vouchers', state: 'running', parked: 0 }),
    );
    const before = await server.call('GET', '/v1/programme/overview');
    const rebuilt = await run('projections', 'rebuild', '--all');
    expect(rebuilt).toMatchObject({ code: 0, stderr: expect.stringContaining('Asked the server at work') });
    expect(rebuilt.stdout.trim().split('\n')).toHaveLength(list.length);
    expect((await server.call('GET', '/v1/programme/overview')).body).toEqual(before.body);
    expect(await run('projections', 'parked')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'Nothing is parked.\n',
    });
    expect(await run('projections', 'replay', 'vouchers')).toMatchObject({ code: 0 });
  });

  it('tells the history of a voucher that is named by its id or its code', async () => {
    const byId = await run('history', voucherId);
    expect(byId.stdout).toContain('RetakeGranted');
    expect(byId.stdout).toContain('6 events, and their hash chain holds.');
    expect(byId.stdout).not.toContain('sealed.');
    expect(await run('history', code)).toEqual(byId);
    const lines = (await run('history', voucherId, '--ndjson')).stdout.trimEnd().split('\n');
    const { body } = await server.call('GET', `/v1/vouchers/${voucherId}/history`);
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual(body['items']);
    const early = await run('history', voucherId, '--as-of', 'r1', '--ndjson');
    expect(early.stdout.trimEnd().split('\n')).toHaveLength(2);
  });

  it.each([
    ['a voucher that is not there', ['history', '0000-0000-0000-0000-0'], 1],
    ['a stream that is not there', ['verify', '--stream', 'voucher-none'], 1],
    ['a projection that is not there', ['projections', 'rebuild', 'nothing'], 2],
    ['a scope that is not there', ['keys', 'create', '--name', 'x', '--scopes', 'everything'], 2],
    ['an unknown command', ['frobnicate'], 2],
  ])('answers %s with a sentence', async (_, args, exitCode) => {
    const { code: ended, stdout, stderr } = await run(...args);
    expect({ ended, stdout }).toEqual({ ended: exitCode, stdout: '' });
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stderr).not.toBe('');
  });
});

describe('the command line, without a server', () => {
  let server: Server;
  const run = (...args: readonly string[]): Promise<Ran> => commandLine(args, { DATA_DIR: server.dataDir });

  beforeAll(async () => {
    server = await Server.start();
    await server.post('/v1/offers', OFFER);
    for (const candidate of ['ada', 'grace']) await failedOnce(server, candidate);
    await server.stop();
  });
  afterAll(() => server.remove());

  it('says that nobody is at work, and rebuilds in its own process', async () => {
    const listed = await run('projections', 'list');
    expect(listed).toMatchObject({ code: 0, stderr: expect.stringContaining('No server is at work') });
    for (const suffix of ['', '-wal', '-shm']) {
      await rm(join(server.dataDir, `read-models.sqlite${suffix}`), { force: true });
    }
    expect(await run('projections', 'rebuild', 'vouchers')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('this process does it'),
    });
  });

  it('finds the event that was changed behind the program', async () => {
    const whole = await run('verify', '--json');
    expect(JSON.parse(whole.stdout)).toMatchObject({ verified: true, events: 13, streams: 3, broken: [] });
    const database = new DatabaseSync(join(server.dataDir, 'events.sqlite'));
    database.exec(`UPDATE events SET data = replace(data, '"failed"', '"passed"') WHERE position = 6`);
    database.close();
    const broken = await run('verify', '--json');
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.stdout)).toMatchObject({
      verified: false,
      broken: [{ position: '6', revision: 4, type: 'ExamResultRecorded' }],
    });
    expect((await run('verify')).stdout).toContain('ExamResultRecorded');
  });

  it('makes no store where there is none', async () => {
    const { code, stderr } = await commandLine(['verify'], { DATA_DIR: join(server.dataDir, 'nowhere') });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('There is no event store') });
  });
});
