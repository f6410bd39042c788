import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEventStore } from '#event-store/embedded';
import { ReadModels } from '#read-models';
import { openEmbeddedDocumentStore } from '#read-models/embedded';
import { readSettings } from '#settings/environment';
import { ProjectionThread } from './projection-thread.js';

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
    const thread = new ProjectionThread(readSettings({ DATA_DIR: directory }), readModels, (error) =>
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

  it('is started again when it fails, and says so meanwhile', async () => {
    const documentStore = await openEmbeddedDocumentStore({ directory });
    const readModels = new ReadModels(documentStore);
    const errors: unknown[] = [];
    const thread = new ProjectionThread(readSettings({ DATA_DIR: directory }), readModels, (error) =>
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

function event() {
  return { id: crypto.randomUUID(), type: 'SomethingHappened', data: {}, metadata: {} };
}
