import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { useTemporaryDirectory } from './specs/temporary-directory.js';
import { StoreLocked } from './storage-error.js';
import { acquireWriterLock } from './writer-lock.js';

const inDirectory = useTemporaryDirectory();

async function tryInThread(file: string): Promise<unknown> {
  const worker = new Worker(new URL('./specs/lock-worker.js', import.meta.url), { workerData: file });
  const [answers] = await Promise.all([once(worker, 'message'), once(worker, 'exit')]);
  return (answers as unknown[])[0];
}

async function holdInProcess(file: string) {
  const child = spawn(process.execPath, [
    fileURLToPath(new URL('./specs/lock-process.js', import.meta.url)),
    file,
  ]);
  await once(child.stdout, 'data');
  return child;
}

describe('writer lock', () => {
  it('is refused to a second holder in the same thread and in another, until it is released', async () => {
    const file = inDirectory('a.sqlite');
    const lock = acquireWriterLock(file);
    expect(() => acquireWriterLock(file)).toThrow(StoreLocked);
    expect(await tryInThread(file)).toBe('STORE_LOCKED');
    lock.release();
    lock.release();
    expect(await tryInThread(file)).toBe('taken');
    acquireWriterLock(file).release();
  });

  it('still holds against other processes after refused attempts in its own', async () => {
    const file = inDirectory('a.sqlite');
    const child = await holdInProcess(file);
    expect(() => acquireWriterLock(file)).toThrow(StoreLocked);
    expect(await tryInThread(file)).toBe('STORE_LOCKED');
    child.kill('SIGKILL');
    await once(child, 'exit');

    const lock = acquireWriterLock(file);
    expect(() => acquireWriterLock(file)).toThrow(StoreLocked);
    expect(await tryInThread(file)).toBe('STORE_LOCKED');
    const second = spawn(process.execPath, [
      fileURLToPath(new URL('./specs/lock-process.js', import.meta.url)),
      file,
    ]);
    const [code] = (await once(second, 'exit')) as [number];
    expect(code).not.toBe(0);
    lock.release();
  });

  it('dies with a process that is killed', async () => {
    const file = inDirectory('a.sqlite');
    const child = await holdInProcess(file);
    child.kill('SIGKILL');
    await once(child, 'exit');
    acquireWriterLock(file).release();
  });

  it('names the folder and what to do, in one sentence', () => {
    const file = inDirectory('a.sqlite');
    const lock = acquireWriterLock(file);
    expect(() => acquireWriterLock(file)).toThrow(
      `${inDirectory()} is in use by another running instance: stop that one, or give this one a data directory of its own.`,
    );
    lock.release();
  });

  it('says when the directory cannot be used', () => {
    writeFileSync(inDirectory('file'), '');
    expect(() => acquireWriterLock(inDirectory('file', 'a.sqlite'))).toThrow('cannot be opened for writing');
  });
});
