import { MemoryEventStore } from '#event-store/testing';
import { openEmbeddedDocumentStore } from '../../embedded/index.js';
import type { DocumentStore } from '../../port/index.js';
import { ReadModels } from '../../queries/read-models.js';
import { overriding } from '../../testing/overriding.js';
import { temporaryDirectory } from '../../testing/temporary-directory.js';
import { senders } from '../../testing/toys.js';
import { ProjectionRunner } from '../runner.js';

/** The store, whose collections of a projection are not made before `make` is called. */
function waitingToMake(store: DocumentStore, projection: string) {
  let make: () => void = () => undefined;
  const made = new Promise<void>((resolve) => (make = resolve));
  let ask: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (ask = resolve));
  const ensureCollection: DocumentStore['ensureCollection'] = async (spec) => {
    if (spec.name.startsWith(projection)) {
      ask();
      await made;
    }
    return store.ensureCollection(spec);
  };
  const port = overriding(store, { ensureCollection });
  return { port, asked, make };
}

describe('the first start of a projection', () => {
  it('is told to queries as not ready until all that they read is there', async () => {
    const directory = await temporaryDirectory();
    const store = await openEmbeddedDocumentStore({ directory: directory.path });
    const { port, asked, make } = waitingToMake(store, senders.name);
    const runner = new ProjectionRunner({
      events: new MemoryEventStore(),
      store: port,
      projections: [senders],
    });
    const queries = new ReadModels(store);
    const [tally] = senders.tallies ?? [];
    try {
      const started = runner.start();
      await asked;
      const notReady = { code: 'PROJECTION_NOT_READY' };
      await expect(queries.find(senders.name, { limit: 1 })).rejects.toMatchObject(notReady);
      await expect(queries.allRows(senders.name, tally?.name ?? '')).rejects.toMatchObject(notReady);
      make();
      await started;
      expect(await queries.find(senders.name, { limit: 1 })).toEqual([]);
      expect(await queries.allRows(senders.name, tally?.name ?? '')).toEqual(new Map());
    } finally {
      make();
      await runner.stop();
      await store.close();
      await directory.remove();
    }
  });
});
