import { setTimeout as delay } from 'node:timers/promises';
import { type EventLog, StoreUnavailable } from '#event-store';
import { MemoryEventStore } from '#event-store/testing';
import { openEmbeddedDocumentStore } from '../embedded/index.js';
import type { DocumentStore } from '../port/index.js';
import { overriding } from '../testing/overriding.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { parcels, senders } from '../testing/toys.js';
import { LogOfOrigin } from './log/origin.js';
import { ProjectionRunner } from './runner.js';
import type { ProjectionStatus } from './status.js';

const FAILURE = new StoreUnavailable('EventStoreDB does not serve this now: no connection.');

describe('a runner whose log is lost for a while', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let events: MemoryEventStore;
  let store: DocumentStore;

  beforeEach(async () => {
    directory = await temporaryDirectory();
    events = new MemoryEventStore();
    store = await openEmbeddedDocumentStore({ directory: directory.path });
  });
  afterEach(async () => {
    await events.close();
    await store.close();
    await directory.remove();
  });

  /** The log, whose subscriptions fail where they begin and where they have caught up, each time until it is back. */
  function failing(back: () => Promise<void>): EventLog {
    const subscribeToAll: EventLog['subscribeToAll'] = async function* (options = {}) {
      const fail = () => {
        options.onFailure?.(FAILURE);
        return back();
      };
      await fail();
      for await (const batch of events.subscribeToAll(options)) {
        yield batch;
        if (!batch.caughtUp) continue;
        await fail();
        yield { ...batch, events: [] };
      }
    };
    return overriding<EventLog>(events, { subscribeToAll });
  }

  async function untilAll(runner: ProjectionRunner, is: (status: ProjectionStatus) => boolean) {
    for (;;) {
      const statuses = await runner.status();
      if (statuses.every(is)) return statuses;
      await delay(10);
    }
  }

  it('says so of each projection, and why, until it follows again', async () => {
    let comeBack: () => void = () => undefined;
    const back = new Promise<void>((resolve) => (comeBack = resolve));
    const lost = failing(() => back);
    const log = new LogOfOrigin(lost, store, { streamPrefixes: ['parcel-'] });
    const runner = new ProjectionRunner({ events: log, store, projections: [parcels, senders] });
    await runner.start();
    const statuses = await untilAll(runner, ({ state }) => state === 'retrying');
    expect(statuses.map(({ lastError }) => lastError?.message)).toEqual([FAILURE.message, FAILURE.message]);
    comeBack();
    await untilAll(runner, ({ state }) => state === 'running');
    await runner.stop();
  });
});
