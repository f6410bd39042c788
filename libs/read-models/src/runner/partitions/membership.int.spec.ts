import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedDocumentStore } from '../../embedded/index.js';
import type { DocumentStore } from '../../port/index.js';
import { CONTROL, LEASES_ID } from '../../names.js';
import { CONTROL_COLLECTION } from '../../queries/generations.js';
import type { Member } from './leases.js';
import { isRunnerAlive, THIS_PROCESS } from './liveness.js';
import { Membership } from './membership.js';
import { readLeases, readStoredLeases } from './stored-leases.js';

const ELSEWHERE: Member = {
  beat: 1,
  process: {
    pid: process.pid,
    origin: { bootId: '', startedAt: '', ...THIS_PROCESS.origin, pidNamespace: 'pid:[1]' },
  },
};

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

  /** Saves the other worker as it beats, in a process of its own. */
  async function letBeat(member: object): Promise<void> {
    const { leases, revision } = await readStoredLeases(store);
    const body = { ...leases, workers: { ...leases.workers, other: member } };
    await store.commit([{ collection: CONTROL, id: LEASES_ID, position: revision + 1n, body }]);
  }

  async function others(): Promise<readonly string[]> {
    return Object.keys((await readLeases(store)).workers).filter((id) => id === 'other');
  }

  it.each([
    ['of another pid namespace with the same pid', ELSEWHERE],
    ['of an earlier release on this host', { beat: 1, host: hostname(), pid: process.pid }],
  ])('leaves one %s alone until it is silent', async (_, member) => {
    const worker = new Membership(store, 2);
    await letBeat(member);
    for (let beats = 0; beats < 6; beats += 1) {
      await worker.beat([]);
      await letBeat({ ...member, beat: beats + 2 });
    }
    for (let beats = 0; beats < 4; beats += 1) {
      expect(await others()).toEqual(['other']);
      await worker.beat([]);
    }
    await worker.beat([]);
    expect(await others()).toEqual([]);
    await worker.leave();
  });

  it('takes over at once from a thread of its process that has ended', async () => {
    await letBeat({ beat: 1, process: THIS_PROCESS });
    const worker = new Membership(store, 2);
    await worker.beat([]);
    expect(await others()).toEqual([]);
    await worker.leave();
  });

  it('is seen to be alive by its process, or else by its beats', async () => {
    expect(await isRunnerAlive(store)).toBe(false);
    const worker = new Membership(store, 2);
    await worker.beat([]);
    expect(await isRunnerAlive(store)).toBe(true);
    await worker.leave();
    expect(await isRunnerAlive(store)).toBe(false);
    await letBeat(ELSEWHERE);
    expect(await isRunnerAlive(store)).toBe(false);
    const looking = isRunnerAlive(store);
    await letBeat({ ...ELSEWHERE, beat: 2 });
    expect(await looking).toBe(true);
  });
});
