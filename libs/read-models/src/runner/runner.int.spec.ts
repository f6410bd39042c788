import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import fc from 'fast-check';
import type { EventStore } from '#event-store';
import { openEmbeddedEventStore } from '#event-store/embedded';
import { openEmbeddedDocumentStore } from '../embedded/index.js';
import type { DocumentStore } from '../port/index.js';
import type { Projection } from '../projection.js';
import { ReadModels } from '../queries/read-models.js';
import { plainFold, storedFold } from '../testing/plain-fold.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { appendAll, type Parcel, parcels, readWhole, senders, toyEvent } from '../testing/toys.js';
import { rebuild, replay } from '../testing/asking.js';
import { ProjectionRunner } from './runner.js';

const PATIENCE = 10_000;

/** What happens to a parcel in a test. */
interface ToyFact {
  readonly parcel: number;
  readonly sender: string;
  readonly type: string;
  readonly to: string;
  readonly kilos: number;
}

describe('the projection runner', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let events: EventStore;
  let store: DocumentStore;

  beforeEach(async () => {
    directory = await temporaryDirectory();
    events = await openEmbeddedEventStore({ directory: directory.path });
    store = await openEmbeddedDocumentStore({ directory: directory.path });
  });
  afterEach(async () => {
    await events.close();
    await store.close();
    await directory.remove();
  });

  async function running<Result>(
    projections: readonly Projection[],
    work: (runner: ProjectionRunner) => Promise<Result>,
  ): Promise<Result> {
    const runner = new ProjectionRunner({ events, store, projections, poisonRetries: [1] });
    await runner.start();
    try {
      return await work(runner);
    } finally {
      await runner.stop();
    }
  }

  async function caughtUp(...projections: readonly Projection[]): Promise<void> {
    const names = projections.map(({ name }) => name);
    await new ReadModels(store).waitFor(await events.headPosition(), PATIENCE, names);
  }

  async function expectFolded(...projections: readonly Projection[]): Promise<void> {
    const recorded = await readWhole(events);
    for (const projection of projections) {
      expect(await storedFold(store, projection)).toEqual(plainFold(projection, recorded));
    }
  }

  const toyStory = fc.array(
    fc.record({
      parcel: fc.integer({ min: 1, max: 5 }),
      sender: fc.constantFrom('ada', 'bob', 'cyd'),
      type: fc.constantFrom('ParcelSent', 'ParcelMoved', 'ParcelDelivered', 'ParcelWeighed'),
      to: fc.constantFrom('oslo', 'rome', 'lima'),
      kilos: fc.integer({ min: 1, max: 9 }),
    }),
    { minLength: 1, maxLength: 30 },
  );

  async function record(story: readonly ToyFact[]): Promise<void> {
    await appendAll(
      events,
      story.map(({ parcel, type, ...data }) => [`parcel-${parcel}`, toyEvent(type, data)] as const),
    );
  }

  it('makes the documents and tallies that a plain fold makes, over any stops and starts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(toyStory, { minLength: 1, maxLength: 3 }), async (stories) => {
        for (const story of stories) {
          await running([parcels, senders], async () => {
            await record(story);
            await caughtUp(parcels, senders);
          });
          await expectFolded(parcels, senders);
        }
      }),
      { numRuns: 8 },
    );
  });

  it('builds everything again from the events when the documents are gone', async () => {
    await record([{ parcel: 1, sender: 'ada', type: 'ParcelSent', to: 'oslo', kilos: 2 }]);
    await running([parcels], () => caughtUp(parcels));
    for (const collection of await store.collections()) await store.dropCollection(collection);
    await store.close();
    await directory.remove();
    directory = await temporaryDirectory();
    store = await openEmbeddedDocumentStore({ directory: directory.path });
    await running([parcels], () => caughtUp(parcels));
    await expectFolded(parcels);
  });

  it('rebuilds while events keep coming, and the old documents serve until then', async () => {
    await record(story(200));
    await running([parcels], async (runner) => {
      await caughtUp(parcels);
      const [before] = await runner.status();
      const rebuilt = rebuild(store, 'parcels');
      await record(story(50));
      await rebuilt;
      await caughtUp(parcels);
      const [after] = await runner.status();
      expect(after?.serving).not.toBe(before?.serving);
      await expectFolded(parcels);
    });
  });

  it('makes the indexes of a generation before it serves', async () => {
    await record(story(200));
    await running([parcels], async () => {
      await caughtUp(parcels);
      expect(indexesOf('parcels-v1-1')).toBe(parcels.indexes.length);
      await rebuild(store, 'parcels');
      expect(indexesOf('parcels-v1-2')).toBe(parcels.indexes.length);
    });
  });

  it('fills a new version beside the old one, and then serves it', async () => {
    await record(story(20));
    await running([parcels], () => caughtUp(parcels));
    const heavier: Projection<Parcel> = {
      ...parcels,
      version: 2,
      evolve: (body, event, id) => {
        const parcel = parcels.evolve(body, event, id);
        return parcel && { ...parcel, kilos: parcel.kilos + 1 };
      },
    };
    await running([heavier], async (runner) => {
      await caughtUpInVersion(runner, 'parcels-v2');
      await expectFolded(heavier);
    });
  });

  it('parks the document of a poison event, goes on with the others, and replays it once it is mended', async () => {
    const poisoned: Projection<Parcel> = {
      ...parcels,
      evolve: (body, event, id) => {
        if (event.type === 'ParcelWeighed') throw new Error('No scales here.');
        return parcels.evolve(body, event, id);
      },
    };
    await record([
      { parcel: 1, sender: 'ada', type: 'ParcelSent', to: 'oslo', kilos: 2 },
      { parcel: 1, sender: 'ada', type: 'ParcelWeighed', to: 'oslo', kilos: 2 },
      { parcel: 1, sender: 'ada', type: 'ParcelDelivered', to: 'oslo', kilos: 2 },
      { parcel: 2, sender: 'bob', type: 'ParcelSent', to: 'rome', kilos: 5 },
    ]);
    await running([poisoned], async (runner) => {
      await caughtUp(parcels);
      const readModels = new ReadModels(store);
      expect((await readModels.get<Parcel>('parcels', 'parcel-1'))?.body.state).toBe('sent');
      expect((await readModels.get<Parcel>('parcels', 'parcel-2'))?.body.state).toBe('sent');
      expect(await replay(store, 'parcels')).toMatchObject({ replayed: 0, stillParked: 1 });
      // The runner's own account, which is a turn of the event loop behind the store: so it is asked last.
      expect(await runner.status()).toMatchObject([{ projection: 'parcels', parked: 1 }]);
    });
    await running([parcels], async (runner) => {
      await caughtUp(parcels);
      expect(await replay(store, 'parcels')).toMatchObject({ replayed: 1, stillParked: 0 });
      expect(await runner.status()).toMatchObject([{ projection: 'parcels', parked: 0 }]);
      await expectFolded(parcels);
    });
  });

  it('says what is not visible yet', async () => {
    await running([parcels], async () => {
      const beyond = (await events.headPosition()) + 1n;
      await expect(new ReadModels(store).waitFor(beyond, 20, ['parcels'])).rejects.toMatchObject({
        code: 'NOT_YET_VISIBLE',
      });
    });
  });

  async function caughtUpInVersion(runner: ProjectionRunner, prefix: string): Promise<void> {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const [status] = await runner.status();
      if (status?.serving?.startsWith(prefix) && status.lagEvents === 0) return;
      if (Date.now() > deadline) throw new Error(`Still ${status?.serving ?? 'nothing'} serves.`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  function indexesOf(collection: string): number {
    const database = new DatabaseSync(join(directory.path, 'read-models.sqlite'));
    const sql = `SELECT count(*) AS count FROM sqlite_schema JOIN collections ON tbl_name = 'c' || number
      WHERE type = 'index' AND sql IS NOT NULL AND collections.name = ?`;
    const { count } = database.prepare(sql).get(JSON.stringify(collection)) as { readonly count: number };
    database.close();
    return count;
  }

  function story(length: number) {
    const types = ['ParcelSent', 'ParcelMoved', 'ParcelWeighed', 'ParcelDelivered'] as const;
    return Array.from({ length }, (_, index) => ({
      parcel: 1 + (index % 7),
      sender: 'ada',
      type: types[index % types.length] ?? 'ParcelSent',
      to: 'oslo',
      kilos: 1 + (index % 9),
    }));
  }
});
