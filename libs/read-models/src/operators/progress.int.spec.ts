import { openEmbeddedDocumentStore } from '../embedded/index.js';
import type { DocumentStore } from '../port/index.js';
import { CONTROL_COLLECTION } from '../queries/generations.js';
import { Share } from '../runner/partitions/share.js';
import type { ProjectionStatus } from '../runner/status.js';
import { overriding } from '../testing/overriding.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { ProgressWriter, readProgress } from './progress.js';

const RUNNING: ProjectionStatus = {
  projection: 'parcels',
  version: 1,
  state: 'running',
  serving: 'parcels-v1-1',
  position: 7n,
  head: 7n,
  lagEvents: 0,
  lagSeconds: 0,
  parked: 0,
  rebuild: undefined,
  lastError: undefined,
};
const STOPPED: ProjectionStatus = { ...RUNNING, state: 'stopped' };

describe('the status that a runner writes down', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let store: DocumentStore;
  /** What happens to the next commit. */
  let next: 'kept' | 'lost' | 'kept, and its answer lost' = 'kept';
  let writer: ProgressWriter;

  beforeEach(async () => {
    directory = await temporaryDirectory();
    store = await openEmbeddedDocumentStore({ directory: directory.path });
    await store.ensureCollection(CONTROL_COLLECTION);
    const commit: DocumentStore['commit'] = async (...what) => {
      const fate = next;
      next = 'kept';
      if (fate !== 'lost') await store.commit(...what);
      if (fate !== 'kept') throw new RangeError('The connection is gone.');
    };
    writer = new ProgressWriter(overriding(store, { commit }), new Share([0], 1, 1n));
  });
  afterEach(async () => {
    await store.close();
    await directory.remove();
  });

  it('is written again where a commit was lost', async () => {
    await writer.write([RUNNING]);
    next = 'lost';
    await expect(writer.write([STOPPED])).rejects.toThrow('gone');
    expect(await readProgress(store)).toEqual([RUNNING]);
    await writer.write([STOPPED]);
    expect(await readProgress(store)).toEqual([STOPPED]);
  });

  it('is the newest where only the answer to a commit was lost', async () => {
    await writer.write([RUNNING]);
    next = 'kept, and its answer lost';
    await expect(writer.write([STOPPED])).rejects.toThrow('gone');
    await writer.write([RUNNING]);
    expect(await readProgress(store)).toEqual([RUNNING]);
  });
});
