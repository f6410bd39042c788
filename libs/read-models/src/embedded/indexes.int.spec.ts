import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { CollectionSpec, DocumentChange, DocumentStore } from '../port/index.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { openEmbeddedDocumentStore } from './index.js';

const VOUCHERS: CollectionSpec = { name: 'vouchers', indexes: ['status', 'expires', 'exams'] };
const FILLED_FIRST = { ...VOUCHERS, filledFirst: true };
/** More than are indexed on the spot. */
const MANY = 3_000;

const change = (index: number): DocumentChange => ({
  collection: VOUCHERS.name,
  id: `v${index}`,
  position: 1n,
  body: { status: `s${index % 3}`, expires: index, exams: [`e${index % 7}`] },
});
const changes = (count: number) => Array.from({ length: count }, (_, index) => change(index));

describe('Indexes of the embedded document store', () => {
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

  /** Names of the indexes that the file holds. */
  const inFile = (): readonly string[] => {
    const database = new DatabaseSync(join(directory.path, 'read-models.sqlite'));
    const sql = `SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'c1' AND sql IS NOT NULL`;
    const rows = database.prepare(sql).all() as { readonly name: string }[];
    database.close();
    return rows.map(({ name }) => name).sort();
  };
  const ALL = ['c1_f0', 'c1_f1', 'c1_f2'];

  it('are there from the start', async () => {
    await store.ensureCollection(VOUCHERS);
    expect(inFile()).toEqual(ALL);
  });

  it.each([1, MANY])('are left out while a collection is filled, and made afterwards: %d', async (count) => {
    await store.ensureCollection(FILLED_FIRST);
    await store.commit(changes(count));
    expect(inFile()).toEqual([]);
    await store.ensureCollection(VOUCHERS);
    expect(inFile()).toEqual(ALL);
    expect(await store.count(VOUCHERS.name, { status: 's0' })).toBe(Math.ceil(count / 3));
  });

  it('are kept when a collection that has them is ensured to be filled', async () => {
    await store.ensureCollection(VOUCHERS);
    await store.ensureCollection(FILLED_FIRST);
    expect(inFile()).toEqual(ALL);
  });

  it('are made after a restart in the middle of filling', async () => {
    await store.ensureCollection(FILLED_FIRST);
    await store.commit(changes(MANY));
    await store.close();
    store = await openEmbeddedDocumentStore({ directory: directory.path });
    await store.ensureCollection(FILLED_FIRST);
    await store.ensureCollection(VOUCHERS);
    expect(inFile()).toEqual(ALL);
  });

  it('hold up no reader while they are made, and let writers wait for them', async () => {
    await store.ensureCollection(FILLED_FIRST);
    await store.commit(changes(MANY));
    const made = store.ensureCollection(VOUCHERS);
    const again = store.ensureCollection(VOUCHERS);
    const written = store.commit([{ ...change(0), position: 2n, body: { status: 'new' } }]);
    expect(await store.count(VOUCHERS.name)).toBe(MANY);
    await Promise.all([made, again, written]);
    expect(inFile()).toEqual(ALL);
    expect(await store.count(VOUCHERS.name, { status: 'new' })).toBe(1);
  });

  it('are made after a restart where the store is closed while they are made', async () => {
    await store.ensureCollection(FILLED_FIRST);
    await store.commit(changes(MANY));
    const made = store.ensureCollection(VOUCHERS);
    await store.count(VOUCHERS.name);
    await Promise.allSettled([made, store.close()]);
    store = await openEmbeddedDocumentStore({ directory: directory.path });
    await store.ensureCollection(VOUCHERS);
    expect(inFile()).toEqual(ALL);
    expect(await store.count(VOUCHERS.name)).toBe(MANY);
  });
});
