import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedDocumentStore } from '../../embedded/index.js';
import type { DocumentStore } from '../../port/index.js';
import { CONTROL_COLLECTION } from '../../queries/generations.js';
import { Membership } from './membership.js';

describe('a worker among others', () => {
  let directory = '';
  let store: DocumentStore;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'second-shot-'));
    store = await openEmbeddedDocumentStore({ directory });
    await store.ensureCollection(CONTROL_COLLECTION);
  });
  afterEach(async () => {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('keeps its share, and its token, from beat to beat', async () => {
    const worker = new Membership(store, 2);
    const share = await worker.beat([]);
    expect(share.partitions).toEqual([0, 1]);
    expect(await worker.beat(share.partitions)).toBe(share);
    await worker.leave();
  });

  it('begins anew where another one had the very same partitions while it was frozen', async () => {
    const [frozen, other] = [new Membership(store, 2), new Membership(store, 2)];
    const before = await frozen.beat([]);
    let successor = await other.beat([]);
    for (let beats = 0; beats < 6; beats += 1) successor = await other.beat(successor.partitions);
    expect(successor.partitions).toEqual([0, 1]);
    await other.leave();
    const after = await frozen.beat(before.partitions);
    expect(after.partitions).toEqual(before.partitions);
    expect(after).not.toBe(before);
    expect(after.token > successor.token).toBe(true);
    await frozen.leave();
  });
});
