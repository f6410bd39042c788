import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { DocumentQuery } from '../port/index.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { Catalogue } from './catalogue.js';
import { openEmbeddedDocumentStore } from './index.js';
import { countOf, matching, pageOf, stretchesOf } from './query.js';
import { statementsOn } from './statements.js';

const NAME = 'vouchers';

/** Opens a collection with 500 documents, and answers what SQLite says of the statements behind a query. */
async function planner() {
  const directory = await temporaryDirectory();
  const store = await openEmbeddedDocumentStore({ directory: directory.path });
  await store.ensureCollection({ name: NAME, indexes: ['status', 'expires', 'exams'] });
  const body = (index: number) => ({ status: `s${index % 3}`, expires: index, exams: [`e${index % 7}`] });
  await store.commit(
    Array.from({ length: 500 }, (_, index) => ({
      collection: NAME,
      id: `v${index}`,
      position: 1n,
      body: body(index),
    })),
  );
  const database = new DatabaseSync(join(directory.path, 'read-models.sqlite'));
  const collection = new Catalogue(statementsOn(database)).get(NAME);
  const explain = (sql: string, parameters: readonly unknown[]): readonly string[] =>
    database
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...parameters)
      .map((row: unknown) => String((row as { detail: unknown }).detail));
  return {
    find: (query: DocumentQuery) =>
      stretchesOf(collection, query).flatMap((stretch) => {
        const { text, parameters } = pageOf(stretch);
        return explain(text, [...parameters, 10, 0]);
      }),
    count: (where: DocumentQuery['where']) => {
      const { text, parameters } = countOf(matching(collection, where));
      return explain(text, parameters);
    },
    async dispose() {
      database.close();
      await store.close();
      await directory.remove();
    },
  };
}

describe('Queries of the embedded document store', () => {
  let plans: Awaited<ReturnType<typeof planner>>;
  beforeAll(async () => {
    plans = await planner();
  });
  afterAll(() => plans.dispose());

  const ascending = { field: 'expires', direction: 'ascending' } as const;
  const descending = { field: 'expires', direction: 'descending' } as const;

  it.each<[string, Omit<DocumentQuery, 'limit'>]>([
    ['all documents', {}],
    ['behind an id', { after: { id: 'v3' } }],
    ['one value', { where: { status: 's1' } }],
    ['some values', { where: { status: { in: ['s1', 's2'] } } }],
    ['a range', { where: { expires: { from: 3, below: 9 } } }],
    ['a value of a list', { where: { exams: 'e1' } }],
    ['some values of a list, sorted', { where: { exams: { in: ['e1', 'e2'] } }, sort: ascending }],
    ['a condition, sorted by another field', { where: { status: 's1' }, sort: descending }],
    ['sorted', { sort: ascending }],
    ['sorted descending', { sort: descending }],
    ['behind a value', { sort: ascending, after: { id: 'v3', value: 3 } }],
    ['descending, behind a value', { sort: descending, after: { id: 'v3', value: 3 } }],
    ['behind a document without the field', { sort: ascending, after: { id: 'v3' } }],
    ['an order statistic', { sort: ascending, skip: 250 }],
  ])('read an index for %s', (_, query) => {
    const steps = plans.find({ ...query, limit: 10 });
    expect(steps.filter((step) => step.startsWith('SCAN') && !step.includes('INDEX'))).toEqual([]);
    expect(steps.some((step) => step.includes('INDEX'))).toBe(true);
  });

  it.each<[string, Omit<DocumentQuery, 'limit'>]>([
    ['an id', { after: { id: 'v3' } }],
    ['a value', { sort: ascending, after: { id: 'v3', value: 3 } }],
    ['a value, descending', { sort: descending, after: { id: 'v3', value: 3 } }],
    ['a value, where it is a condition too', { where: { expires: { below: 90 } }, sort: ascending }],
    ['an id, under a condition', { where: { status: 's1' }, after: { id: 'v3' } }],
  ])('go on behind %s without sorting', (_, query) => {
    const steps = plans.find({ ...query, limit: 10 });
    expect(steps.filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
    expect(steps.filter((step) => !step.startsWith('SEARCH'))).toEqual([]);
  });

  it('count from an index alone', () => {
    expect(plans.count({ status: 's1' }).join()).toContain('COVERING INDEX');
    expect(plans.count(undefined).join()).toContain('COVERING INDEX');
  });
});
