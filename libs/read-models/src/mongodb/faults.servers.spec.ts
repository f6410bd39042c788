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

  describe.each([
    ['killed and started again', killed],
    ['cut off', cut],
  ])('and is %s', (_fault, fault) => {
    it.each([
      ['with some of its documents written', 1, 'some'],
      ['with its documents written, and not its checkpoint', 2, 'all'],
    ] as const)('loses and doubles nothing of a commit that ends %s', async (_, writes, written) => {
      await untilDone(() => store.ensureCollection({ name: NAME, indexes: ['year'] }));
      for (let position = 1; position <= 4; position += 1) {
        // Some are there and some are new: these are two writes, and the checkpoint is a third.
        const ids = Array.from({ length: 10 * (position + 1) }, (_id, index) => `b${index + 10}`);
        const commit = (at: number) =>
          store.commit(
            ids.slice(0, 10 * (at + 1)).map((id) => ({
              collection: NAME,
              id,
              position: BigInt(at),
              body: { year: at },
            })),
            [{ projection: 'p', position: BigInt(at) }],
          );
        const years = async () => {
          const seen = await untilDone(() => store.find<{ year: number }>(NAME, { limit: 100 }));
          return seen.map(({ body }) => body.year);
        };
        if (position === 1) await untilDone(() => commit(1));
        if (position % 2 === 0) {
          const reached = server.afterWrites(writes);
          const committing = expect(commit(position)).rejects.toBeInstanceOf(ReadModelsUnavailable);
          await reached;
          await fault();
          await committing;
          const now = new Set(await years());
          expect(now).toEqual(new Set(written === 'some' ? [position - 1, position] : [position]));
          expect(await untilDone(() => checkpointOf(store, 'p'))).toBe(BigInt(position - 1));
        }
        await untilDone(() => commit(position));
        expect(await years()).toEqual(ids.map(() => position));
        expect(await untilDone(() => checkpointOf(store, 'p'))).toBe(BigInt(position));
      }
    });
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
