import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { readOrMakeSecretFile, readSecretFile } from './index.js';

describe('a secret file', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'second-shot-secret-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it('is made once, for its owner alone, and read from then on', () => {
    const path = join(directory, 'admin.key');
    expect(readSecretFile(path)).toBeUndefined();
    expect(readOrMakeSecretFile(path, () => 'first')).toBe('first');
    expect(readOrMakeSecretFile(path, () => 'second')).toBe('first');
    expect(readSecretFile(path)).toBe('first');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory)).toEqual(['admin.key']);
  });

  it('leaves what somebody else put there, without the line end', () => {
    const path = join(directory, 'admin.key');
    writeFileSync(path, 'given\n');
    expect(readOrMakeSecretFile(path, () => 'made')).toBe('given');
  });

  it('says why where it cannot be made', () => {
    expect(() => readOrMakeSecretFile(join(directory, 'missing', 'admin.key'), () => 'made')).toThrow(
      'ENOENT',
    );
  });

  it('is the same for all that race for it', async () => {
    const path = join(directory, 'admin.key');
    const code = `
      const { parentPort, workerData } = require('node:worker_threads');
      import(workerData.module).then(({ readOrMakeSecretFile }) => {
        parentPort.postMessage(readOrMakeSecretFile(workerData.path, () => workerData.text));
      });`;
    const module = new URL('./index.js', import.meta.url).href;
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map(
        (text) =>
          new Promise((resolve, reject) => {
            const worker = new Worker(code, { eval: true, workerData: { module, path, text } });
            worker.once('message', resolve).once('error', reject);
          }),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    expect(readdirSync(directory)).toEqual(['admin.key']);
  });
});
