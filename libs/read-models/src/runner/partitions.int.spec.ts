import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { MemoryEventStore } from '#event-store/testing';
import { openEmbeddedDocumentStore } from '../embedded/index.js';
import { Operator } from '../operators/operator.js';
import type { DocumentStore } from '../port/index.js';
import type { Projection } from '../projection.js';
import { readGenerations } from '../queries/generations.js';
import { ReadModels } from '../queries/read-models.js';
import { plainFold, storedFold } from '../testing/plain-fold.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { appendAll, type Parcel, parcels, readWhole, senders, toyEvent } from '../testing/toys.js';
import { rebuild, replay } from '../testing/asking.js';
import { readLeases } from './partitions/stored-leases.js';
import { ProjectionRunner } from './runner.js';

const PATIENCE = 20_000;
const PARTITIONS = 5;
const TOYS: readonly Projection[] = [parcels, senders];

describe('projections in partitions', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let events: MemoryEventStore;
  let store: DocumentStore;
  let runners: Set<ProjectionRunner>;

  beforeEach(async () => {
    directory = await temporaryDirectory();
    events = new MemoryEventStore();
    store = await openEmbeddedDocumentStore({ directory: directory.path });
    runners = new Set();
  });
  afterEach(async () => {
    await Promise.all([...runners].map((runner) => runner.stop()));
    await events.close();
    await store.close();
    await directory.remove();
  });

  async function join(projections = TOYS, partitions = PARTITIONS): Promise<ProjectionRunner> {
    const runner = new ProjectionRunner({ events, store, projections, partitions, poisonRetries: [1] });
    runners.add(runner);
    await runner.start();
    return runner;
  }

  async function leave(runner: ProjectionRunner): Promise<void> {
    runners.delete(runner);
    await runner.stop();
  }

  async function record(from: number, to: number): Promise<void> {
    const types = ['ParcelSent', 'ParcelMoved', 'ParcelWeighed', 'ParcelDelivered'] as const;
    for (let index = from; index < to; index += 1) {
      const data = { sender: `s${index % 7}`, to: `t${index % 3}`, kilos: 1 + (index % 9) };
      await appendAll(events, [[`parcel-${index % 13}`, toyEvent(types[index % 4] ?? '', data)]]);
    }
  }

  async function caughtUp(projections = TOYS): Promise<void> {
    const names = projections.map(({ name }) => name);
    await new ReadModels(store).waitFor(await events.headPosition(), PATIENCE, names);
  }

  async function expectFolded(...projections: readonly Projection[]): Promise<void> {
    const recorded = await readWhole(events);
    for (const projection of projections) {
      expect(await storedFold(store, projection)).toEqual(plainFold(projection, recorded));
    }
  }

  /** Waits until so many runners own the partitions, none more than one more than another. */
  async function untilSharedBy(count: number): Promise<readonly string[]> {
    for (;;) {
      const { owners } = await readLeases(store);
      const shares = [...new Set(owners)].map((one) => owners.filter((owner) => owner === one).length);
      if (shares.length === count && Math.max(...shares) - Math.min(...shares) <= 1) return owners;
      await delay(20);
    }
  }

  it('make the same as in one, in however many partitions', async () => {
    const count = fc.integer({ min: 1, max: 9 });
    await fc.assert(
      fc.asyncProperty(fc.array(count, { minLength: 1, maxLength: 3 }), async (counts) => {
        for (const partitions of counts) {
          const at = Number(await events.headPosition());
          await record(at, at + 30);
          const runner = await join(TOYS, partitions);
          await untilServedIn(partitions);
          await caughtUp();
          await leave(runner);
          await expectFolded(parcels, senders);
        }
      }),
      { numRuns: 4 },
    );
  }, 60_000);

  it('move to a runner that joins, and back when it leaves, while events keep coming', async () => {
    await join();
    await record(0, 60);
    let recorded = 60;
    /** Answers how many came until partitions had moved, the last of them behind that. */
    const recordUntil = async (moved: Promise<unknown>): Promise<number> => {
      const before = recorded;
      let moving = 1;
      const whenMoved = moved.finally(() => (moving -= 1));
      while (moving > 0) {
        await record(recorded, (recorded += 1));
        await delay(1);
      }
      await whenMoved;
      return recorded - before;
    };
    const joining = join();
    expect(await recordUntil(joining.then(() => untilSharedBy(2)))).toBeGreaterThan(0);
    await caughtUp();
    await expectFolded(parcels, senders);
    const third = join();
    expect(await recordUntil(third.then(() => untilSharedBy(3)))).toBeGreaterThan(0);
    const leaving = Promise.all([joining.then(leave), third.then(leave)]);
    expect(await recordUntil(leaving.then(() => untilSharedBy(1)))).toBeGreaterThan(0);
    await caughtUp();
    await expectFolded(parcels, senders);
  }, 60_000);

  it('are rebuilt by all that share them, and serve when the last one has caught up', async () => {
    await join();
    await join();
    await record(0, 80);
    await untilSharedBy(2);
    const rebuilt = rebuild(store, 'parcels');
    await record(80, 120);
    await rebuilt;
    expect((await readGenerations(store, 'parcels'))?.generations.serving.number).toBe(2);
    await record(120, 140);
    await caughtUp();
    await expectFolded(parcels, senders);
  }, 60_000);

  it('are parked, told of and replayed wherever they lie', async () => {
    const poisoned: Projection<Parcel> = {
      ...parcels,
      evolve: (body, event, id) => {
        if (event.type === 'ParcelWeighed') throw new Error('No scales here.');
        return parcels.evolve(body, event, id);
      },
    };
    await record(0, 52);
    const ill = [await join([poisoned]), await join([poisoned])];
    await untilSharedBy(2);
    await caughtUp([poisoned]);
    const operator = new Operator(store);
    const parked = (await operator.parked()).length;
    expect(parked).toBe(13);
    await Promise.all(ill.map(leave));
    await join([parcels]);
    await join([parcels]);
    await untilSharedBy(2);
    await caughtUp([parcels]);
    expect(await replay(store, 'parcels', 'parcel-1')).toEqual({ replayed: 1, stillParked: 0 });
    expect(await replay(store, 'parcels')).toEqual({ replayed: parked - 1, stillParked: 0 });
    expect(await operator.status()).toMatchObject([{ projection: 'parcels', parked: 0, state: 'running' }]);
    await record(52, 70);
    await caughtUp([parcels]);
    await expectFolded(parcels);
  }, 60_000);

  async function untilServedIn(partitions: number): Promise<void> {
    for (const { name } of TOYS) {
      for (;;) {
        const serving = (await readGenerations(store, name))?.generations.serving;
        if (serving?.partitions === partitions) break;
        await delay(10);
      }
    }
  }
});
