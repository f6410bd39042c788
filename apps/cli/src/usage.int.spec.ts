import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAIN, runCli, startCli } from './testing/run-cli.js';

describe('the command line on a directory without a store', () => {
  let directory: string;
  let missing: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'second-shot-cli-'));
    missing = join(directory, 'missing');
  });
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it.each([
    'keys list',
    'keys create --name feed --scopes read',
    'projections list',
    'projections rebuild vouchers',
    'verify',
    'history 96042f06-998c-5998-ae5e-07621584deb7',
  ])('says what to do, and makes none: %s', async (line) => {
    const { code, stdout, stderr } = await runCli(missing, line.split(' '));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^There is no event store at [^\n]+: start the server [^\n]+\.\n$/);
    expect(existsSync(missing)).toBe(false);
  });

  it.each([
    [''],
    ['frob'],
    ['keys create --name feed --scopes everything'],
    ['keys create --name feed --scopes read --expires tomorrow'],
    ['projections rebuild'],
    ['projections rebuild vouchers --all'],
    ['projections rebuild nope'],
    ['history 1 --as-of never'],
  ])('answers 2 to wrong usage: %s', async (line) => {
    const { code, stdout, stderr } = await runCli(missing, line.split(' ').filter(Boolean));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('asks whether a variable that is almost a setting was meant to be it', async () => {
    const { stderr } = await runCli(missing, ['keys', 'list'], { MONGO_URL: 'mongodb://ada:secret@db' });
    expect(stderr).toMatch(
      /^MONGO_URL is not a setting: did you mean MONGODB_URL\?\nThere is no event store /,
    );
  });

  it('names a server that does not answer without the password in its address', async () => {
    const args = ['walkthrough', '--key', 'whatever', '--url', 'http://ada:secret@127.0.0.1:1/'];
    const { code, stderr } = await runCli(missing, args);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^No server answers at http:\/\/127\.0\.0\.1:1: /);
  });

  it('names a wrong setting, and helps all the same', async () => {
    const wrong = { PORT: 'abc' };
    expect(await runCli(missing, ['verify'], wrong)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^PORT is "abc"/) as string,
    });
    expect((await runCli(missing, ['--help'], wrong)).code).toBe(0);
  });
});

/** Of a user to whom nothing belongs. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

(isRoot ? describe : describe.skip)('the command line on what belongs to another user', () => {
  let directory: string;
  let dataDir: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'second-shot-cli-'));
    chmodSync(directory, 0o755);
    dataDir = join(directory, 'data');
    mkdirSync(dataDir);
    for (const file of ['events.sqlite', 'admin.key'])
      writeFileSync(join(dataDir, file), '', { mode: 0o600 });
  });
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it.each([
    ['keys list', 0o700],
    ['projections list', 0o700],
    ['projections rebuild vouchers', 0o700],
    ['verify', 0o700],
    ['history 96042f06-998c-5998-ae5e-07621584deb7', 0o700],
    ['walkthrough', 0o700],
    ['keys list', 0o755],
    ['verify', 0o755],
    ['walkthrough', 0o755],
  ])('says that it may not, and what to do: %s, on a directory of mode %o', async (line, mode) => {
    chmodSync(dataDir, mode);
    const { code, stdout, stderr } = await runCli(dataDir, line.split(' '), {}, NOBODY);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^\/[^\n]+ cannot be (opened for reading|read or made) \([^\n]+\): [^\n]+\.\n$/);
    expect(stderr).toMatch(/ belongs?\b/);
  });
});

(existsSync('/dev/full') ? it : it.skip)('the command line fails where its results find no room', () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [MAIN, '--help'], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(full);
  expect(stderr).toMatch(/^The results could not be written \(ENOSPC\): [^\n]+\.\n$/);
  expect(status).toBe(1);
});

describe('the command line while a store is away', () => {
  it('says that it waits, and ends when it is asked to', async () => {
    const settings = {
      EVENTSTOREDB_URL: 'esdb://127.0.0.1:1?tls=false',
      CLOCK_STARTS_AT: '2014-05-01T12:00:00Z',
    };
    const child = startCli(tmpdir(), ['keys', 'list'], settings);
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => {
      if (told === '') child.kill('SIGTERM');
      told += chunk.toString();
    });
    await once(child, 'close');
    expect(child.exitCode).toBe(130);
    expect(told).toMatch(/^Waiting for a store\. EventStoreDB [^\n]+\n(.+\n)*Interrupted [^\n]+\n$/);
  });
});
