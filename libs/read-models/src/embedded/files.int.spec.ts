import { statSync } from 'node:fs';
import { open, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ReadModelsDamaged, ReadModelsUnavailable } from '../port/index.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { openEmbeddedDocumentStore } from './index.js';

describe('The file of the embedded document store', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let file: string;
  beforeEach(async () => {
    directory = await temporaryDirectory();
    file = join(directory.path, 'read-models.sqlite');
  });
  afterEach(() => directory.remove());

  const fill = async (): Promise<void> => {
    const store = await openEmbeddedDocumentStore({ directory: directory.path });
    await store.ensureCollection({ name: 'c', indexes: [] });
    const text = 'x'.repeat(500);
    await store.commit(
      Array.from({ length: 200 }, (_, index) => ({
        collection: 'c',
        id: `${index}`,
        position: 1n,
        body: { text },
      })),
    );
    await store.close();
  };

  it('keeps what was committed', async () => {
    await fill();
    const store = await openEmbeddedDocumentStore({ directory: directory.path });
    expect(await store.count('c')).toBe(200);
    await store.close();
  });

  it('has all of it in one file when it was closed', async () => {
    await fill();
    // SQLite removes the log when the statements of the last connection are collected, which may be any time.
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
  });

  it('is private to its owner', async () => {
    await fill();
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it('that is not a database is refused with what to do', async () => {
    await writeFile(file, 'no database at all, but long enough to be read as a header of one'.repeat(20));
    const opening = openEmbeddedDocumentStore({ directory: directory.path });
    await expect(opening).rejects.toBeInstanceOf(ReadModelsDamaged);
    await expect(opening).rejects.toThrow(
      /^\S+read-models\.sqlite is damaged: .*delete this file.*built anew/,
    );
  });

  it('that is broken inside is refused when the broken page is read', async () => {
    await fill();
    const { size } = await stat(file);
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc(size - 8_192, 0xa5), 0, size - 8_192, 8_192);
    await handle.close();
    const use = async (): Promise<void> => {
      const store = await openEmbeddedDocumentStore({ directory: directory.path });
      try {
        await store.find('c', { limit: 200 });
      } finally {
        await store.close();
      }
    };
    await expect(use()).rejects.toBeInstanceOf(ReadModelsDamaged);
  });

  it('cannot lie where a file is in the way', async () => {
    const blocked = join(directory.path, 'file');
    await writeFile(blocked, '');
    const opening = openEmbeddedDocumentStore({ directory: blocked });
    await expect(opening).rejects.toBeInstanceOf(ReadModelsUnavailable);
    expect(await readFile(blocked, 'utf8')).toBe('');
  });

  it('refuses work after it was closed', async () => {
    const store = await openEmbeddedDocumentStore({ directory: directory.path });
    await store.close();
    await store.close();
    await expect(store.collections()).rejects.toBeInstanceOf(ReadModelsUnavailable);
  });
});
