import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { DocumentStore } from '../../port/index.js';
import type { Member } from './leases.js';
import { readLeases } from './stored-leases.js';

/** Milliseconds between two beats of a worker. */
export const BEAT = 1_000;

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
 * Whether some runner, in whatever process, is at work. On this host it is told by its process; elsewhere it is
 * waited for, up to two seconds, that one beats.
 */
export async function isRunnerAlive(store: DocumentStore): Promise<boolean> {
  const { workers } = await readLeases(store);
  const others = Object.entries(workers).filter(([, { host }]) => host !== hostname());
  if (Object.entries(workers).some(([id, member]) => member.host === hostname() && !hasEnded(id, member))) {
    return true;
  }
  for (let look = 0; look < 20 && others.length > 0; look += 1) {
    await delay((2 * BEAT) / 20);
    const now = await readLeases(store);
    if (others.some(([id, { beat }]) => (now.workers[id]?.beat ?? beat) !== beat)) return true;
  }
  return false;
}

/** What can be told of a process of this host: its partitions are taken over at once. */
export function hasEnded(id: string, { host, pid }: Member): boolean {
  if (host !== hostname()) return false;
  return pid === process.pid ? !here.has(id) : !exists(pid);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
