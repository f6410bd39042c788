import { setImmediate } from 'node:timers/promises';
import type { RecordedEvent } from '#event-store';
import { MemoryEventStore } from '#event-store/testing';
import { openEmbeddedDocumentStore } from '../../embedded/index.js';
import { OtherEventStore } from '../../errors.js';
import { Operator } from '../../operators/operator.js';
import type { DocumentStore } from '../../port/index.js';
import type { Projection } from '../../projection.js';
import { CONTROL_COLLECTION } from '../../queries/generations.js';
import { plainFold, storedFold } from '../../testing/plain-fold.js';
import { temporaryDirectory } from '../../testing/temporary-directory.js';
import { appendAll, type Parcel, parcels, readWhole, toyEvent } from '../../testing/toys.js';
import { ProjectionRunner } from '../runner.js';
import { ReadModels } from '../../queries/read-models.js';
import { checkOrigin, LogOfOrigin } from './origin.js';

const PATIENCE = 10_000;
const OF_PROGRAMME = { streamPrefixes: ['parcel-'] };

describe('read models and the event store that they were built from', () => {
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

  async function logOf(...streams: readonly string[]): Promise<MemoryEventStore> {
    const log = new MemoryEventStore();
    await send(log, ...streams);
    return log;
  }

  const send = (log: MemoryEventStore, ...streams: readonly string[]) =>
    appendAll(
      log,
      streams.map((stream) => [stream, toyEvent('ParcelSent', { kilos: 1 })] as const),
    );

  const runnerOf = (log: MemoryEventStore, projection: Projection = parcels) =>
    new ProjectionRunner({
      events: new LogOfOrigin(log, store, OF_PROGRAMME),
      store,
      projections: [projection],
      poisonRetries: [],
    });

  async function follow(
    log: MemoryEventStore,
    work: () => Promise<void> = async () => undefined,
    projection: Projection = parcels,
  ): Promise<void> {
    const runner = runnerOf(log, projection);
    await runner.start();
    await work();
    await new ReadModels(store).waitFor(await log.headPosition(), PATIENCE, [projection.name]);
    await runner.stop();
  }

  async function firstBatch(log: MemoryEventStore): Promise<readonly RecordedEvent[]> {
    for await (const { events } of new LogOfOrigin(log, store, OF_PROGRAMME).subscribeToAll()) return events;
    return [];
  }

  /** Runs until the runner says why it stands still. */
  async function expectRefused(
    log: MemoryEventStore,
    work: () => Promise<void> = async () => undefined,
  ): Promise<void> {
    const before = await storedFold(store, parcels);
    const runner = runnerOf(log);
    await runner.start();
    await work();
    let [status] = await runner.status();
    while (!status?.lastError) {
      await setImmediate();
      [status] = await runner.status();
    }
    await runner.stop();
    expect(status).toMatchObject({
      state: 'retrying',
      lastError: { message: new OtherEventStore().message },
    });
    expect(await storedFold(store, parcels)).toEqual(before);
    await expect(checkOrigin(log, store, OF_PROGRAMME)).rejects.toThrow(OtherEventStore);
  }

  /** A runner at work has looked at all requests when it has refused a further one. */
  async function answeredOnce(operator: Operator): Promise<void> {
    const id = await operator.rebuild('nothing-by-this-name');
    while ((await operator.request(id))?.status !== 'failed') await setImmediate();
  }

  it('go together, however often they are opened', async () => {
    const log = await logOf('parcel-1');
    await follow(log);
    await follow(log, () => send(log, 'parcel-2'));
    await expect(checkOrigin(log, store, OF_PROGRAMME)).resolves.toBe(true);
    expect(await storedFold(store, parcels)).toEqual(plainFold(parcels, await readWhole(log)));
  });

  it('are told from another one, that has more events too', async () => {
    await follow(await logOf('parcel-1'));
    await expectRefused(await logOf('parcel-1', 'parcel-2'));
  });

  it('are told from an empty one', async () => {
    await follow(await logOf('parcel-1'));
    await expectRefused(await logOf());
  });

  it('are told from a copy of its events at other positions', async () => {
    const log = await logOf('parcel-1');
    await follow(log);
    const copy = await logOf('of-a-foreign-client');
    for (const { stream, id, type, data, metadata } of await readWhole(log)) {
      await copy.append(stream, [{ id, type, data, metadata }], 'any');
    }
    await expectRefused(copy);
  });

  it('are told from another one when parked documents are to be replayed', async () => {
    const poisoned: Projection<Parcel> = {
      ...parcels,
      evolve: () => {
        throw new Error('No scales here.');
      },
    };
    await follow(await logOf('parcel-1'), undefined, poisoned);
    const operator = new Operator(store);
    const parked = await operator.parked('parcels');
    expect(parked).toMatchObject([{ id: 'parcel-1' }]);

    const request = await operator.replay('parcels');
    await expectRefused(await logOf('parcel-1'), async () => {
      for (let looks = 0; looks < 3; looks += 1) await answeredOnce(operator);
    });
    expect(await operator.request(request)).toMatchObject({ status: 'asked' });
    expect(await operator.parked('parcels')).toEqual(parked);
  });

  it('find together when the first event comes', async () => {
    const log = await logOf('of-a-foreign-client');
    await follow(log, () => send(log, 'parcel-1'));
    await expect(checkOrigin(log, store, OF_PROGRAMME)).resolves.toBe(true);
    await expectRefused(await logOf('of-a-foreign-client', 'parcel-1'));
  });

  it('are of one store where runners of two begin at once', async () => {
    const logs = await Promise.all([logOf('parcel-1'), logOf('parcel-2')]);
    await store.ensureCollection(CONTROL_COLLECTION);
    const outcomes = await Promise.allSettled(logs.map(firstBatch));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes).toContainEqual({ status: 'rejected', reason: new OtherEventStore() });
  });
});
