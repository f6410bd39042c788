import { execFile } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createLogger } from './logger.js';
import { logDestination } from './log-destination.js';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

describe('the log where there is no room for it', () => {
  (existsSync('/dev/full') ? it : it.skip)('stops nobody who logs, however much', () => {
    const fd = openSync('/dev/full', 'w');
    try {
      const logger = createLogger({ level: 'info', destination: logDestination(fd) });
      const note = 'a'.repeat(10_000);
      for (let line = 0; line < 300; line += 1) logger.info({ line, note }, 'nobody reads this');
    } finally {
      closeSync(fd);
    }
  });

  (isRoot ? it : it.skip)('goes on with the lines that waited, when there is room again', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'second-shot-log-'));
    await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', directory]);
    const [file, ballast] = [join(directory, 'log'), join(directory, 'ballast')];
    const fd = openSync(file, 'w');
    try {
      const logger = createLogger({ level: 'info', destination: logDestination(fd) });
      logger.info('before');
      await writeFile(ballast, Buffer.alloc(2 * 1_048_576)).catch(() => undefined);
      const filling = 'b'.repeat(3_000);
      for (let line = 0; line < 3; line += 1) logger.info({ filling }, `waiting ${line}`);
      expect(await readFile(file, 'utf8')).not.toContain('waiting 2');
      await rm(ballast);
      logger.info('after');
      const told = (await readFile(file, 'utf8')).trim().split('\n');
      const messages = told.map((line) => (JSON.parse(line) as { msg: string }).msg);
      expect(messages).toEqual(['before', 'waiting 0', 'waiting 1', 'waiting 2', 'after']);
    } finally {
      closeSync(fd);
      await run('umount', [directory]);
      await rm(directory, { recursive: true });
    }
  });
});
