import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openDatabase } from '#sqlite';
import { accessKeysContract, type KeyRecordsHarness } from '../contract/index.js';
import { ensureFirstAdminKey, type KeyRecords, KeyRing } from '../index.js';
import { ACCESS_DATABASE } from './access-database.js';
import { openSqliteKeyRecords } from './sqlite-key-records.js';
import { openEmbeddedAccessKeys } from './index.js';

const NOW = '2014-05-01T12:00:00.000Z';

async function makeHarness(): Promise<KeyRecordsHarness> {
  const directory = mkdtempSync(join(tmpdir(), 'second-shot-access-'));
  const opened: KeyRecords[] = [];
  return {
    async open() {
      const records = openSqliteKeyRecords(join(directory, 'access.sqlite'));
      opened.push(records);
      return records;
    },
    async dispose() {
      await Promise.all(opened.map((records) => records.close()));
      rmSync(directory, { recursive: true });
    },
  };
}

describe('access keys in SQLite', () => {
  accessKeysContract(makeHarness);
});

describe('access keys in a data directory', () => {
  let dataDir: string;
  let keys: KeyRing;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'second-shot-access-'));
    keys = openEmbeddedAccessKeys(dataDir);
  });
  afterEach(async () => {
    await keys.close();
    rmSync(dataDir, { recursive: true });
  });

  const file = () => join(dataDir, 'admin.key');
  const inProcess = (...args: readonly string[]) =>
    promisify(execFile)(process.execPath, [
      fileURLToPath(new URL('../specs/access-process.js', import.meta.url)),
      dataDir,
      ...args,
    ]);

  it('are all in one file when they were closed', async () => {
    await keys.create({ name: 'feed', scopes: ['read'] }, NOW);
    await keys.close();
    expect(statSync(join(dataDir, 'access.sqlite-wal')).size).toBe(0);
  });

  it('open as fast as ever while another program holds their file: their use is noted once a minute at most', async () => {
    const { token } = await keys.create({ name: 'feed', scopes: ['read'] }, NOW);
    const records = openSqliteKeyRecords(join(dataDir, 'access.sqlite'));
    const tried: string[] = [];
    const touch = records.touch.bind(records);
    records.touch = (id, now) => {
      tried.push(now);
      return touch(id, now);
    };
    const ring = new KeyRing(records);
    const other = openDatabase(join(dataDir, 'access.sqlite'), {
      kind: ACCESS_DATABASE,
      synchronous: 'NORMAL',
    });
    other.exec('BEGIN IMMEDIATE');
    const [second, minuteLater] = ['2014-05-01T12:00:01.000Z', '2014-05-01T12:01:00.000Z'];
    for (const now of [NOW, second, second, minuteLater, minuteLater]) {
      expect(await ring.authenticate(token, now)).toBeDefined();
    }
    other.exec('ROLLBACK');
    other.close();
    expect(tried).toEqual([NOW, minuteLater]);
    await records.close();
  });

  it('are revoked by another process from the next request on', async () => {
    const { key, token } = await keys.create({ name: 'leaked', scopes: ['read'] }, NOW);
    expect(await keys.authenticate(token, NOW)).toBeDefined();
    await inProcess('revoke', key.id);
    expect(await keys.authenticate(token, NOW)).toBeUndefined();
  });

  it('begin with one admin key, shown once and kept in a file for its owner alone', async () => {
    const token = await ensureFirstAdminKey({ keys, file: file(), now: NOW });
    expect(token).toMatch(/^ss_/);
    expect(readFileSync(file(), 'utf8')).toBe(`${token}\n`);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect((await keys.authenticate(token ?? '', NOW))?.scopes).toEqual(['admin']);
    expect(await ensureFirstAdminKey({ keys, file: file(), now: NOW })).toBeUndefined();
    expect(await keys.list()).toHaveLength(1);
  });

  it('begin with one admin key, although processes race for it', async () => {
    const answers = await Promise.all([inProcess('first'), inProcess('first'), inProcess('first')]);
    const shown = answers.map(({ stdout }) => stdout).filter((token) => token !== '');
    expect(shown).toEqual([readFileSync(file(), 'utf8').trim()]);
    expect(await keys.list()).toHaveLength(1);
    expect(await keys.authenticate(shown[0] ?? '', NOW)).toBeDefined();
  });

  it('lose no admin key when the first start ends between the file and the store', async () => {
    const token = `ss_0123456789ab_${'x'.repeat(43)}`;
    writeFileSync(file(), `${token}\n`);
    expect(await ensureFirstAdminKey({ keys, file: file(), now: NOW })).toBe(token);
    expect((await keys.authenticate(token, NOW))?.id).toBe('0123456789ab');
  });

  it('write no file, and show nothing, where the admin key is given', async () => {
    const given = 'given by the settings';
    expect(await ensureFirstAdminKey({ keys, file: file(), given, now: NOW })).toBeUndefined();
    expect(() => statSync(file())).toThrow('ENOENT');
    expect(await keys.authenticate(given, NOW)).toBeDefined();
  });

  it('do not take just anything in the file for a key', async () => {
    writeFileSync(file(), '\n');
    await expect(ensureFirstAdminKey({ keys, file: file(), now: NOW })).rejects.toMatchObject({
      code: 'INVALID_ACCESS_KEY',
    });
  });
});
