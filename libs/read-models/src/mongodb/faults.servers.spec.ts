import { setTimeout as delay } from 'node:timers/promises';
import { MemoryEventStore } from '#event-store/testing';
import { databaseOfOwn, describeOnFerretDb, FerretDb } from '#mongodb/testing';
import { checkpointOf } from '../contract/fixture.js';
import { ReadModelsUnavailable, type DocumentStore } from '../port/index.js';
import { ProjectionRunner } from '../runner/index.js';
import { plainFold, storedFold } from '../testing/plain-fold.js';
import { appendAll, parcels, readWhole, senders, toyEvent } from '../testing/toys.js';
import { ReadModels } from '../queries/read-models.js';
import { openMongoDocumentStore } from './index.js';

const TIMEOUT = 1_000;
const NAME = 'books';

describeOnFerretDb('The MongoDB document store, whose server fails', (program) => {
  let server: FerretDb;
  let store: DocumentStore;
  beforeAll(async () => {
    server = await FerretDb.start(program);
  });
  afterAll(() => server.remove());
  beforeEach(() => {
    store = openMongoDocumentStore({ url: databaseOfOwn(server.url).url, timeout: TIMEOUT });
  });
  afterEach(() => store.close());

  async function untilDone<Result>(work: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof ReadModelsUnavailable)) throw error;
        await delay(20);
      }
    }
  }

  async function killed(): Promise<void> {
    await server.kill();
    await server.restart();
  }

  const cut = async (): Promise<void> => {
    server.cut();
  };

  it.each([
    ['killed and started again', killed],
    ['cut off', cut],
  ])('loses and doubles nothing of commits during which it is %s', async (_, fault) => {
    await untilDone(() => store.ensureCollection({ name: NAME, indexes: ['year'] }));
    const ids = Array.from({ length: 20 }, (_id, index) => `b${index}`);
    for (let position = 1; position <= 12; position += 1) {
      const changes = ids.map((id) => ({
        collection: NAME,
        id,
        position: BigInt(position),
        body: { year: position },
      }));
      const checkpoints = [{ projection: 'p', position: BigInt(position) }];
      const committing = untilDone(() => store.commit(changes, checkpoints));
      if (position % 4 === 0) await fault();
      await committing;
      const seen = await untilDone(() => store.find<{ year: number }>(NAME, { limit: 100 }));
      expect(seen.map(({ body }) => body.year)).toEqual(ids.map(() => position));
      expect(await untilDone(() => checkpointOf(store, 'p'))).toBe(BigInt(position));
    }
  });

  it('folds every event once into documents and tallies, through kills and cuts', async () => {
    const events = new MemoryEventStore();
    const runner = new ProjectionRunner({ events, store, projections: [parcels, senders] });
    await runner.start();
    for (const fault of [killed, cut, killed]) {
      await appendAll(events, story());
      await fault();
    }
    const head = await events.headPosition();
    const names = [parcels.name, senders.name];
    await untilDone(() => new ReadModels(store).waitFor(head, 40_000, names));
    await runner.stop();
    const recorded = await readWhole(events);
    for (const projection of [parcels, senders]) {
      expect(await untilDone(() => storedFold(store, projection))).toEqual(plainFold(projection, recorded));
    }
  });

  it('answers that it is away, and goes on by itself when it is back', async () => {
    await untilDone(() => store.ensureCollection({ name: NAME, indexes: [] }));
    await server.kill();
    const began = performance.now();
    await expect(store.load(NAME, ['a'])).rejects.toMatchObject({ code: 'READ_MODELS_UNAVAILABLE' });
    await expect(store.commit([], [{ projection: 'p', position: 1n }])).rejects.toBeInstanceOf(
      ReadModelsUnavailable,
    );
    expect(performance.now() - began).toBeLessThan(20 * TIMEOUT);
    await server.restart();
    await untilDone(() => store.commit([], [{ projection: 'p', position: 1n }]));
    expect(await untilDone(() => checkpointOf(store, 'p'))).toBe(1n);
  });
});

function story() {
  return Array.from({ length: 60 }, (_, index) => {
    const type = ['ParcelSent', 'ParcelMoved', 'ParcelDelivered'][index % 3] ?? '';
    const data = { sender: `s${index % 4}`, to: `t${index % 5}`, kilos: index };
    return [`parcel-${index % 7}`, toyEvent(type, data)] as const;
  });
}
