import { openEmbeddedDocumentStore } from '../embedded/index.js';
import { generationOf } from '../names.js';
import type { DocumentStore } from '../port/index.js';
import { overriding } from '../testing/overriding.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { ReadModels } from './read-models.js';

describe('who waits for the read models', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let store: DocumentStore;
  beforeEach(async () => {
    directory = await temporaryDirectory();
    store = await openEmbeddedDocumentStore({ directory: directory.path });
  });
  afterEach(async () => {
    await store.close();
    await directory.remove();
  });

  const generation = generationOf('parcels', 1, 1, 2);

  /** Read models, and how often they looked which generation serves. */
  function watched() {
    let looks = 0;
    const load: DocumentStore['load'] = (collection, ids) => {
      looks += 1;
      return store.load(collection, ids);
    };
    return { readModels: new ReadModels(overriding(store, { load })), looks: () => looks };
  }

  it('does not ask the store while the runner of the same process tells of every commit', async () => {
    const { readModels, looks } = watched();
    readModels.advanced('parcels', generation, [0, 1], 1n);
    const seen = readModels.waitFor(2n, 10_000, ['parcels']);
    readModels.advanced('parcels', generation, [0], 2n);
    readModels.advanced('parcels', generation, [1], 2n);
    await seen;
    expect(looks()).toBe(0);
  });

  it('asks it before it gives up, since another process may have taken over', async () => {
    const { readModels, looks } = watched();
    readModels.advanced('parcels', generation, [0, 1], 1n);
    await expect(readModels.waitFor(2n, 0, ['parcels'])).rejects.toMatchObject({ code: 'NOT_YET_VISIBLE' });
    expect(looks()).toBeGreaterThan(0);
  });

  it('asks it at once where another process commits for one of the partitions', async () => {
    const { readModels, looks } = watched();
    readModels.advanced('parcels', generation, [0], 1n);
    await expect(readModels.waitFor(1n, 0, ['parcels'])).rejects.toMatchObject({ code: 'NOT_YET_VISIBLE' });
    expect(looks()).toBeGreaterThan(0);
  });
});
