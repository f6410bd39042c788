import { jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  open,
  readdir,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { OFFER, request } from './programme.js';
import { Server } from './server.js';
import { type Program, ServerProcess, type Variables } from './server-process.js';

jest.setTimeout(60_000);

const run = promisify(execFile);

/** One sentence that says what to do, and nothing of our insides. */
const SENTENCE = /^[^\n]+\.\n$/;

/** Of a user who may write nowhere. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

describe('a start that cannot be', () => {
  let directory: string;
  let used: Server;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'second-shot-faults-'));
    used = await Server.start();
    await used.post('/v1/offers', OFFER);
    await Promise.all(Array.from({ length: 50 }, (_, index) => request(used, `c-${index}`)));
    await used.stop();
  });
  afterAll(async () => {
    await used.remove();
    await rm(directory, { recursive: true, force: true });
  });

  async function refused(variables: Variables, user?: number, program?: Program): Promise<string> {
    const { code, printed } = await new ServerProcess(
      { LOG_LEVEL: 'error', DATA_DIR: join(directory, 'new'), ...variables },
      user,
      program,
    ).ended;
    expect(printed).toMatch(SENTENCE);
    expect(code).toBe(1);
    return printed;
  }

  it('names a wrong setting, and shows no secret', async () => {
    const printed = await Promise.all([
      refused({ PORT: '70000' }),
      refused({ MONGODB_URL: 'mongo://admin:changeit@localhost' }),
    ]);
    expect(printed[0]).toContain('PORT is "70000"');
    expect(printed[1]).toContain('MONGODB_URL');
    expect(printed[1]).not.toContain('changeit');
  });

  it.each<Program>([{ app: 'api', args: ['--without-worker'] }, { app: 'worker' }])(
    'refuses processes of their own on embedded stores: %j',
    async (program) => {
      expect(await refused({ EVENTSTOREDB_URL: '' }, undefined, program)).toContain('`npm start`');
    },
  );

  it('names the port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    expect(await refused({ PORT: port })).toContain('PORT');
    other.close();
  });

  (isRoot ? it : it.skip)('names a data directory that may not be written to', async () => {
    const foreign = join(directory, 'foreign');
    await mkdir(foreign);
    await chmod(directory, 0o755);
    expect(await refused({ DATA_DIR: foreign }, NOBODY)).toContain(foreign);
  });

  (isRoot ? it : it.skip).each(['master.key', 'admin.key'])(
    'names the file that belongs to another user, and not the port: %s',
    async (name) => {
      const own = await mkdtemp(join(directory, 'own-'));
      await chmod(directory, 0o755);
      await chown(own, NOBODY, NOBODY);
      await writeFile(join(own, name), 'a secret of root', { mode: 0o600 });
      const printed = await refused({ DATA_DIR: own }, NOBODY);
      expect(printed).toContain(join(own, name));
      expect(printed).toContain('EACCES');
      expect(printed).not.toContain('PORT');
    },
  );

  (process.platform === 'linux' ? it : it.skip)(
    'names a data directory that the file system does not make',
    async () => {
      expect(await refused({ DATA_DIR: '/proc/second-shot' })).toContain('/proc/second-shot');
    },
  );

  it('names a data directory that another process uses', async () => {
    await used.restart();
    expect(await refused({ DATA_DIR: used.dataDir })).toContain(used.dataDir);
    await used.stop();
  });

  describe('on a broken file', () => {
    let copy: string;

    beforeEach(async () => {
      copy = await mkdtemp(join(directory, 'copy-'));
      await cp(used.dataDir, copy, { recursive: true });
      // What stands in the log of a database would mend it.
      for (const file of await readdir(copy)) if (/-(wal|shm)$/.test(file)) await rm(join(copy, file));
    });

    it('names the database that holds something else', async () => {
      const names = ['events.sqlite', 'keys.sqlite', 'access.sqlite', 'read-models.sqlite'];
      await Promise.all(
        names.map(async (name) => {
          const one = await mkdtemp(join(directory, 'one-'));
          await cp(copy, one, { recursive: true });
          await writeFile(join(one, name), 'no database, whatever its name says '.repeat(500));
          expect(await refused({ DATA_DIR: one })).toContain(join(one, name));
        }),
      );
    });

    it('names an event store whose pages are broken', async () => {
      const path = join(copy, 'events.sqlite');
      const file = await open(path, 'r+');
      const { size } = await file.stat();
      for (let page = 4096; page < size; page += 4096) await file.write(Buffer.alloc(200, 'x'), 0, 200, page);
      await file.close();
      expect(await refused({ DATA_DIR: copy, CLOCK_STARTS_AT: undefined })).toContain(path);
    });

    it('names an event store that was lost while the read models were not', async () => {
      await cp(used.dataDir, copy, { recursive: true });
      for (const file of await readdir(copy)) {
        if (file.startsWith('events.sqlite')) await truncate(join(copy, file), 0);
      }
      expect(await refused({ DATA_DIR: copy })).toContain('restore the newer event store');
    });

    it('names a master key that is none', async () => {
      await writeFile(join(copy, 'master.key'), 'nothing of use');
      expect(await refused({ DATA_DIR: copy })).toContain(join(copy, 'master.key'));
    });
  });
});

(isRoot ? describe : describe.skip)('a full disk', () => {
  let server: Server;
  let ballast: string;

  beforeAll(async () => {
    server = await Server.start({ LOG_LEVEL: 'error' });
    await server.stop();
    await run('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', server.dataDir]);
    ballast = join(server.dataDir, 'ballast');
    await server.restart();
    await server.post('/v1/offers', OFFER);
  });
  afterAll(async () => {
    await server.kill();
    await run('umount', [server.dataDir]);
    await server.remove();
  });

  it('refuses commands, answers queries, and goes on when there is space again', async () => {
    const early = await request(server, 'early');
    const shown = `/v1/vouchers/${String(early.body['voucherId'])}`;
    await server.call('GET', `${shown}?timeoutMs=10000&waitFor=${String(early.body['position'])}`);
    await writeFile(ballast, Buffer.alloc(16 * 1024 * 1024)).catch(() => undefined);
    expect((await stat(ballast)).size).toBeGreaterThan(0);
    const refused = await untilRefused();
    expect(refused).toMatchObject({ status: 503, body: { code: 'STORE_UNAVAILABLE' } });
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await server.post('/v1/keys', { name: 'late', scopes: ['read'] })).status).not.toBe(500);
    expect((await server.call('GET', shown)).status).toBe(200);
    expect(server.printed).toContain('free space');
    expect(server.printed).not.toContain('node_modules');
    expect(server.printed).not.toMatch(/\bat .*\.js/);
    await rm(ballast);
    const late = await request(server, 'late');
    expect(late.status).toBe(201);
    const overview = await server.call(
      'GET',
      '/v1/programme/overview?timeoutMs=10000&waitFor=' + String(late.body['position']),
    );
    expect(overview.status).toBe(200);
  });

  /** There is always some room left in files that have grown already. */
  async function untilRefused() {
    for (let number = 0; ; number += 1) {
      const answer = await request(server, `c-${number}`);
      if (answer.status !== 201) return answer;
    }
  }
});
