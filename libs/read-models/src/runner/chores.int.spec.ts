import { setTimeout as delay } from 'node:timers/promises';
import { MemoryEventStore } from '#event-store/testing';
import { openEmbeddedDocumentStore } from '../embedded/index.js';
import { generationsId } from '../names.js';
import { Operator } from '../operators/operator.js';
import { saveRequest } from '../operators/requests.js';
import type { DocumentStore } from '../port/index.js';
import { rebuild } from '../testing/asking.js';
import { overriding } from '../testing/overriding.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { appendAll, parcels, senders, toyEvent } from '../testing/toys.js';
import { readStoredLeases } from './partitions/stored-leases.js';
import { ProjectionRunner } from './runner.js';

const REFUSED = 'This user may not drop collections.';

describe('what a runner looks after beside its documents', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let events: MemoryEventStore;
  let store: DocumentStore;
  let operator: Operator;
  let told: string[];
  /** Milliseconds that the runner's clock is ahead. */
  let ahead = 0;
  let mayDrop = true;

  beforeEach(async () => {
    directory = await temporaryDirectory();
    events = new MemoryEventStore();
    store = await openEmbeddedDocumentStore({ directory: directory.path });
    operator = new Operator(store);
    [told, ahead, mayDrop] = [[], 0, true];
    await appendAll(events, [['parcel-1', toyEvent('ParcelSent', { sender: 'ada', kilos: 1 })]]);
  });
  afterEach(async () => {
    await events.close();
    await store.close();
    await directory.remove();
  });

  async function running(
    members: Partial<DocumentStore>,
    work: (runner: ProjectionRunner) => Promise<void>,
  ): Promise<void> {
    const runner = new ProjectionRunner({
      events,
      store: overriding(store, members),
      projections: [parcels, senders],
      now: () => Date.now() + ahead,
      onFailure: (what, error) => told.push(`${what}: ${error instanceof Error ? error.message : ''}`),
    });
    await runner.start();
    try {
      await work(runner);
    } finally {
      await runner.stop();
    }
  }

  const dropCollection: DocumentStore['dropCollection'] = async (name) => {
    if (!mayDrop) throw new RangeError(REFUSED);
    await store.dropCollection(name);
  };

  /** What the status of the projection that fails tells, once the fault is there or gone. */
  async function untilRecorded(lastError: string | undefined): Promise<void> {
    for (;;) {
      const status = (await operator.status()).find(({ projection }) => projection === 'parcels');
      if (status?.state === 'running' && status.lastError?.message === lastError) return;
      await delay(20);
    }
  }

  it('goes on where one part of it fails each time, which is told once, and stands in the status', async () => {
    mayDrop = false;
    await running({ dropCollection }, async () => {
      await rebuild(store, 'parcels');
      ahead = 20_000;
      await untilRecorded(REFUSED);
      // The requests are answered after each look at all projections.
      for (let request = 0; request < 3; request += 1) await rebuild(store, 'senders');
      expect(told).toEqual([`Looking after projection parcels: ${REFUSED}`]);
      mayDrop = true;
      await untilRecorded(undefined);
      expect(await store.collections()).not.toContain('parcels-v1-1');
      expect(told).toHaveLength(1);
    });
  });

  it('keeps telling the other workers that it lives while one part of it takes long', async () => {
    let isDropping = false;
    let goOn: () => void = () => undefined;
    const longEnough = new Promise<void>((resolve) => (goOn = resolve));
    const dropSlowly: DocumentStore['dropCollection'] = async (name) => {
      isDropping = true;
      await longEnough;
      await store.dropCollection(name);
    };
    await running({ dropCollection: dropSlowly }, async () => {
      await rebuild(store, 'parcels');
      ahead = 20_000;
      while (!isDropping) await delay(20);
      const beats = async () => {
        const { leases } = await readStoredLeases(store);
        return Object.values(leases.workers).map(({ beat }) => beat);
      };
      const [before = 0] = await beats();
      while (((await beats())[0] ?? 0) < before + 2) await delay(20);
      goOn();
    });
  });

  it('answers what is asked behind a request that cannot be answered', async () => {
    const commit: DocumentStore['commit'] = async (changes, ...rest) => {
      const isRebuild = changes.some(({ id, position }) => id === generationsId('parcels') && position > 1n);
      if (isRebuild) throw new RangeError(REFUSED);
      await store.commit(changes, ...rest);
    };
    const asked = { kind: 'rebuild', status: 'asked', askedAt: '2014-05-01T12:00:00.000Z' } as const;
    await running({ commit }, async () => {
      for (const [id, projection] of [
        ['1', 'parcels'],
        ['2', 'senders'],
      ] as const) {
        await saveRequest(store, { id, revision: 1n, request: { ...asked, projection } });
      }
      while ((await operator.request('2'))?.status !== 'done') await delay(20);
      expect(await operator.request('1')).toMatchObject({ status: 'asked' });
      expect(told).toEqual([`What is asked of projection parcels: ${REFUSED}`]);
    });
  });

  it('tells of what keeps it from starting', async () => {
    const failure = new RangeError('There is no room for leases.');
    let fails = true;
    const ensureCollection: DocumentStore['ensureCollection'] = async (spec) => {
      if (fails) throw failure;
      await store.ensureCollection(spec);
    };
    await running({ ensureCollection }, async (runner) => {
      expect(told).toEqual([`Sharing the projections among workers: ${failure.message}`]);
      expect((await runner.status())[0]?.lastError).toMatchObject({ message: failure.message });
      fails = false;
      await untilRecorded(undefined);
      expect(told).toHaveLength(1);
    });
  });
});
