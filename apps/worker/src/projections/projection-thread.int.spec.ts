import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEventStore } from '#event-store/embedded';
import { ReadModels } from '#read-models';
import { openEmbeddedDocumentStore } from '#read-models/embedded';
import type { Settings } from '#settings';
import { readSettings } from '#settings/environment';
import { ProjectionThread } from './projection-thread.js';

/** Niceness of this process: the higher, the further behind. */
const NORMAL = getPriority();

describe('the thread of the projections', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'second-shot-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it('folds what is appended on another thread, and tells how far it is', async () => {
    const eventStore = await openEmbeddedEventStore({ directory });
    const documentStore = await openEmbeddedDocumentStore({ directory });
    const readModels = new ReadModels(documentStore);
    const errors: unknown[] = [];
    const thread = new ProjectionThread(readSettings({ DATA_DIR: directory }), readModels, (_, error) =>
      errors.push(error),
    );
    await thread.start();
    const { position } = await eventStore.append('elsewhere-1', [event()], 'no_stream');
    await readModels.waitFor(position, 20_000, ['vouchers', 'activity']);
    const statuses = await Promise.all([thread.status(), thread.status()]);
    expect(statuses.flat()).toHaveLength(10);
    expect(statuses[1]).toContainEqual(expect.objectContaining({ projection: 'vouchers', position }));
    await thread.stop();
    await expect(thread.status()).rejects.toMatchObject({ code: 'PROJECTION_THREAD_ENDED' });
    await documentStore.close();
    await eventStore.close();
    expect(errors).toEqual([]);
  });

  (process.platform === 'linux' && NORMAL < 10 ? it : it.skip)(
    'goes behind the other threads, with its writer',
    async () => {
      const documentStore = await openEmbeddedDocumentStore({ directory });
      const eventStore = await openEmbeddedEventStore({ directory });
      const before = yieldingThreads();
      const thread = new ProjectionThread(
        readSettings({ DATA_DIR: directory }),
        new ReadModels(documentStore),
        fail,
      );
      await thread.start();
      expect(yieldingThreads()).toBe(before + 2);
      expect(getPriority()).toBe(NORMAL);
      await thread.stop();
      await documentStore.close();
      await eventStore.close();
    },
  );

  it('tells a damaged store of read models by its code', async () => {
    const eventStore = await openEmbeddedEventStore({ directory });
    const settings = readSettings({ DATA_DIR: directory });
    await readModelsOnce(settings);
    damage(join(directory, 'read-models.sqlite'));
    const documentStore = await openEmbeddedDocumentStore({ directory });
    const told: unknown[] = [];
    const thread = new ProjectionThread(settings, new ReadModels(documentStore), (...failure) =>
      told.push(failure),
    );
    await thread.start();
    expect(told).toEqual([
      [
        'Sharing the projections among workers',
        expect.objectContaining({
          code: 'READ_MODELS_DAMAGED',
          stack: expect.stringContaining('    at ') as unknown,
        }),
      ],
    ]);
    await expect(thread.status()).rejects.toMatchObject({
      code: 'READ_MODELS_DAMAGED',
      message: expect.stringContaining('read-models.sqlite is damaged: stop the program'),
    });
    await thread.stop();
    await documentStore.close();
    await eventStore.close();
  });

  it('is started again when it fails, and says so meanwhile', async () => {
    const documentStore = await openEmbeddedDocumentStore({ directory });
    const readModels = new ReadModels(documentStore);
    const errors: unknown[] = [];
    const thread = new ProjectionThread(readSettings({ DATA_DIR: directory }), readModels, (_, error) =>
      errors.push(error),
    );
    await thread.start();
    expect(errors).toContainEqual(
      expect.objectContaining({ message: expect.stringMatching(/no event store/) }),
    );
    await expect(thread.status()).rejects.toMatchObject({ code: 'PROJECTION_THREAD_ENDED' });
    const eventStore = await openEmbeddedEventStore({ directory });
    const { position } = await eventStore.append('elsewhere-1', [event()], 'no_stream');
    await readModels.waitFor(position, 20_000, ['vouchers']);
    await thread.stop();
    await documentStore.close();
    await eventStore.close();
  });
});

/** Builds them, and leaves all in the file. */
async function readModelsOnce(settings: Settings): Promise<void> {
  const documentStore = await openEmbeddedDocumentStore({ directory: settings.dataDir });
  const thread = new ProjectionThread(settings, new ReadModels(documentStore), fail);
  await thread.start();
  await thread.stop();
  await documentStore.close();
}

/** Leaves the first page alone: the file still opens as the database that it is. */
function damage(file: string): void {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xa5, 4_096));
}

function event() {
  return { id: crypto.randomUUID(), type: 'SomethingHappened', data: {}, metadata: {} };
}

function fail(_: string, error: unknown): never {
  throw error;
}

/** Threads of this process that go behind the others. */
function yieldingThreads(): number {
  const priorities = readdirSync('/proc/self/task').map((id) => {
    const stat = readFileSync(`/proc/self/task/${id}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')')).split(' ')[17]);
  });
  return priorities.filter((nice) => nice > NORMAL).length;
}
