import { MemoryEventStore } from '#event-store/testing';
import { databaseOfOwn, describeOnMongo } from '#mongodb/testing';
import { readGenerations } from '../queries/generations.js';
import { ProjectionRunner } from '../runner/index.js';
import { plainFold, storedFold } from '../testing/plain-fold.js';
import { appendAll, parcels, readWhole, senders, toyEvent } from '../testing/toys.js';
import { rebuild } from '../testing/asking.js';
import { ReadModels } from '../queries/read-models.js';
import { openMongoDocumentStore } from './index.js';

const PATIENCE = 30_000;

describeOnMongo('The projection runner on MongoDB', () => {
  const database = databaseOfOwn();
  const store = openMongoDocumentStore({ url: database.url });
  const events = new MemoryEventStore();
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  async function catchUp(work: () => Promise<void> = async () => undefined) {
    const runner = new ProjectionRunner({ events, store, projections: [parcels, senders] });
    await runner.start();
    await work();
    const names = [parcels.name, senders.name];
    await new ReadModels(store).waitFor(await events.headPosition(), PATIENCE, names);
    await runner.stop();
    const recorded = await readWhole(events);
    for (const projection of [parcels, senders]) {
      expect(await storedFold(store, projection)).toEqual(plainFold(projection, recorded));
    }
  }

  const record = (type: string, count: number) =>
    appendAll(
      events,
      Array.from({ length: count }, (_, index) => {
        const data = { sender: `s${index % 4}`, to: `t${index % 5}`, kilos: index };
        return [`parcel-${index % 9}`, toyEvent(type, data)] as const;
      }),
    );

  it('makes what a plain fold makes', async () => {
    await record('ParcelSent', 30);
    await catchUp();
  });

  it('changes nothing twice where documents are newer than its own position', async () => {
    for (const { name } of [parcels, senders]) {
      const serving = (await readGenerations(store, name))?.generations.serving;
      await store.removeCheckpoint(serving?.collection ?? '');
    }
    await record('ParcelMoved', 30);
    await catchUp();
  });

  it('rebuilds into new collections, and serves them', async () => {
    await record('ParcelDelivered', 9);
    const before = await readGenerations(store, 'parcels');
    await catchUp(() => rebuild(store, 'parcels'));
    const after = await readGenerations(store, 'parcels');
    expect(after?.generations.serving.number).toBe((before?.generations.serving.number ?? 0) + 1);
  });
});
