import { MongoClient, type Document } from 'mongodb';
import { databaseOfOwn, describeOnMongo } from '#mongodb/testing';
import type { DocumentQuery } from '../port/index.js';
import { openMongoDocumentStore } from './index.js';
import { filterOf, stretchesOf } from './query.js';
import type { Stored } from './stored-document.js';

const NAME = 'vouchers';
const INDEXES = ['status', 'expires', 'exams'];

const LEFT_OUT = ' (left out: this server does not tell its plans)';
const SERVER = process.env['MONGODB_URL'];
const [itReads, left] = (await tellsPlans()) ? ([it, ''] as const) : ([it.skip, LEFT_OUT] as const);

/** FerretDB answers in words of its own. */
async function tellsPlans(): Promise<boolean> {
  if (SERVER === undefined) return false;
  const client = new MongoClient(SERVER);
  try {
    return planOf(await client.db('second-shot-test').collection('none').find().explain()) !== undefined;
  } finally {
    await client.close();
  }
}

function planOf(explained: Document): unknown {
  return (explained['queryPlanner'] as Document | undefined)?.['winningPlan'];
}

describeOnMongo('Queries of the MongoDB document store', () => {
  const { url, drop } = databaseOfOwn();
  const store = openMongoDocumentStore({ url });
  const client = new MongoClient(url);

  beforeAll(async () => {
    await store.ensureCollection({ name: NAME, indexes: INDEXES });
    await store.commit(
      Array.from({ length: 500 }, (_, index) => ({
        collection: NAME,
        id: `v${index}`,
        position: 1n,
        body: { status: `s${index % 3}`, expires: index, exams: [`e${index % 7}`] },
      })),
    );
  });
  afterAll(async () => {
    await client.close();
    await store.close();
    await drop();
  });

  async function documents() {
    const entry = await client.db().collection<{ stored: string }>('catalogue').findOne();
    return client.db().collection<Stored>(entry?.stored ?? '');
  }

  /** The stages of the plans of a query. */
  async function stages(query: DocumentQuery): Promise<readonly string[]> {
    const found: string[] = [];
    for (const { filter, sort } of stretchesOf(query)) {
      const asked = (await documents()).find(filter).sort(sort).limit(10);
      found.push(...stagesOf(planOf(await asked.explain('queryPlanner'))));
    }
    return found;
  }

  it('have an index for every field, in the order of ids', async () => {
    const keys = (await (await documents()).indexes()).map(({ key }) => Object.keys(key));
    expect(keys).toEqual(
      expect.arrayContaining([...INDEXES.map((name) => [`fields.${name}`, '_id']), ['_id']]),
    );
  });

  const ascending = { field: 'expires', direction: 'ascending' } as const;
  const descending = { field: 'expires', direction: 'descending' } as const;

  itReads.each<[string, Omit<DocumentQuery, 'limit'>, 'sorted by its index' | 'may sort']>([
    ['all documents', {}, 'sorted by its index'],
    ['behind an id', { after: { id: 'v3' } }, 'sorted by its index'],
    ['one value', { where: { status: 's1' } }, 'sorted by its index'],
    ['some values', { where: { status: { in: ['s1', 's2'] } } }, 'may sort'],
    ['a range', { where: { expires: { from: 3, below: 9 } } }, 'may sort'],
    ['a value of a list', { where: { exams: 'e1' } }, 'sorted by its index'],
    ['a condition, sorted by another field', { where: { status: 's1' }, sort: descending }, 'may sort'],
    ['sorted', { sort: ascending }, 'sorted by its index'],
    ['sorted descending', { sort: descending }, 'sorted by its index'],
    ['behind a value', { sort: ascending, after: { id: 'v3', value: 3 } }, 'sorted by its index'],
    [
      'descending, behind a value',
      { sort: descending, after: { id: 'v3', value: 3 } },
      'sorted by its index',
    ],
    ['behind a document without the field', { sort: ascending, after: { id: 'v3' } }, 'sorted by its index'],
  ])(`read an index for %s${left}`, async (_, query, order) => {
    const met = await stages({ ...query, limit: 10 });
    expect(met).not.toEqual([]);
    expect(met).not.toContain('COLLSCAN');
    if (order === 'sorted by its index') expect(met).not.toContain('SORT');
  });

  itReads(`count without reading the collection${left}`, async () => {
    const asked = (await documents()).find(filterOf({ status: 's1' }));
    expect(stagesOf(planOf(await asked.explain('queryPlanner')))).not.toContain('COLLSCAN');
  });
});

/** Of a plan and all within it; on a sharded cluster there is one for each shard. */
function stagesOf(plan: unknown): readonly string[] {
  if (typeof plan !== 'object' || plan === null) return [];
  return Object.entries(plan).flatMap(([name, value]) =>
    name === 'stage' ? [String(value)] : stagesOf(value),
  );
}
