import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { DocumentStore } from '../../port/index.js';
import type { Member } from './leases.js';
import { fateOf, ownIdentity, type Fate } from './process-identity.js';
import { readLeases } from './stored-leases.js';

/** Milliseconds between two beats of a worker. */
export const BEAT = 1_000;

/** This process, as its workers tell the others. */
export const THIS_PROCESS = ownIdentity();

/** Workers of this thread; no process has any on another one. One whose thread has ended is dead, and not here. */
const here = new Set<string>();

/** To be told of every worker of this thread when it begins. */
export function arrived(worker: string): void {
  here.add(worker);
}

export function departed(worker: string): void {
  here.delete(worker);
}

/**
 * Whether some runner, in whatever process, is at work. Where its process does not tell, it is waited for, up to two
 * seconds, that one beats.
 */
export async function isRunnerAlive(store: DocumentStore): Promise<boolean> {
  const workers = Object.entries((await readLeases(store)).workers);
  const fates = workers.map(([id, member]) => fateOfWorker(id, member, store));
  if (fates.includes('running')) return true;
  const unknown = workers.filter((_, index) => fates[index] === 'unknown');
  for (let look = 0; look < 20 && unknown.length > 0; look += 1) {
    await delay((2 * BEAT) / 20);
    const now = await readLeases(store);
    if (unknown.some(([id, { beat }]) => (now.workers[id]?.beat ?? beat) !== beat)) return true;
  }
  return false;
}

/** What can be told of a worker without waiting for its beats: what has ended is taken over at once. */
export function fateOfWorker(id: string, { process }: Member, { isLocal }: DocumentStore): Fate {
  if (here.has(id)) return 'running';
  if (process === undefined) return 'unknown';
  const isOwn = (isLocal || THIS_PROCESS.origin !== undefined) && isDeepStrictEqual(process, THIS_PROCESS);
  return isOwn ? 'ended' : fateOf(process, isLocal, THIS_PROCESS);
}
