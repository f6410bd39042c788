import { openEmbeddedDocumentStore } from '../embedded/index.js';
import { CONTROL, generationOf, generationsId, partName, tallyCollection } from '../names.js';
import type { DocumentStore } from '../port/index.js';
import { overriding } from '../testing/overriding.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { CONTROL_COLLECTION, type Generations } from './generations.js';
import { ReadModels } from './read-models.js';

const generation = generationOf('parcels', 1, 1, 2);
const ROWS = tallyCollection(generation.collection, 'by-day');

describe('the rows of a tally', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let store: DocumentStore;
  let found: string[] = [];
  let readModels: ReadModels;

  beforeEach(async () => {
    directory = await temporaryDirectory();
    store = await openEmbeddedDocumentStore({ directory: directory.path });
    for (const spec of [CONTROL_COLLECTION, { name: ROWS, indexes: [] }]) await store.ensureCollection(spec);
    const generations: Generations = {
      kind: 'generations',
      projection: 'parcels',
      serving: generation,
      filling: null,
      retired: [],
      newest: 1,
    };
    const rows = [
      ['2014-05-01/a', 0],
      ['2014-05-02/a', 0],
      ['2014-05-02/a', 1],
      ['2014-05-02/b', 1],
      ['2014-05-04/a', 0],
      ['2014-05-05/a', 1],
    ] as const;
    await store.commit([
      { collection: CONTROL, id: generationsId('parcels'), position: 1n, body: generations },
      ...rows.map(([id, partition]) => {
        return { collection: ROWS, id: partName(id, partition), position: 1n, body: { sent: 1 } };
      }),
    ]);
    found = [];
    const find: DocumentStore['find'] = async <Body extends object>(
      ...asked: Parameters<typeof store.find>
    ) => {
      const documents = await store.find<Body>(...asked);
      found.push(...documents.map(({ id }) => id));
      return documents;
    };
    readModels = new ReadModels(overriding(store, { find }));
  });
  afterEach(async () => {
    await store.close();
    await directory.remove();
  });

  it('are summed over the partitions', async () => {
    expect([...(await readModels.allRows('parcels', 'by-day'))]).toEqual([
      ['2014-05-01/a', { sent: 1 }],
      ['2014-05-02/a', { sent: 2 }],
      ['2014-05-02/b', { sent: 1 }],
      ['2014-05-04/a', { sent: 1 }],
      ['2014-05-05/a', { sent: 1 }],
    ]);
  });

  it('are not ready where what serves was filled by a version that counted no such thing', async () => {
    const notReady = { code: 'PROJECTION_NOT_READY' };
    await expect(readModels.allRows('parcels', 'by-week')).rejects.toMatchObject(notReady);
    await expect(readModels.rows('parcels', 'by-week', ['2014-18'])).rejects.toMatchObject(notReady);
  });

  it('between two ids are read without those before them', async () => {
    const rows = await readModels.rowsBetween('parcels', 'by-day', '2014-05-02', '2014-05-04/a');
    expect([...rows]).toEqual([
      ['2014-05-02/a', { sent: 2 }],
      ['2014-05-02/b', { sent: 1 }],
    ]);
    expect(found.filter((id) => id < '2014-05-02')).toEqual([]);
  });
});
