import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { CONTROL, LEASE_ID } from '../names.js';
import type { DocumentStore } from '../port/index.js';
import { orNone } from '../queries/generations.js';

interface LeaseBody {
  readonly kind: 'lease';
  /** Of this run of a runner; empty when it was given back. */
  readonly owner: string;
  readonly host: string;
  readonly pid: number;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Milliseconds that a lease lasts; it is renewed every third of it. */
const LASTS = 9_000;

/** Owners in this process that hold a lease, or try to. */
const alive = new Set<string>();

/**
 * Lets one runner at a time fold. Two at a time would not spoil anything, since all writes are guarded by position;
 * they would do the same work twice, and both answer operators.
 *
 * Taken by saving the next revision: of two that save the same one the store keeps the first. The lease of a
 * process of this host that has ended is taken over at once, others when they run out.
 */
export class Lease {
  readonly #owner = randomUUID();
  #renewAt = 0;

  constructor(
    private readonly store: DocumentStore,
    private readonly now: () => number,
  ) {
    alive.add(this.#owner);
  }

  /** Takes or renews it. @returns whether this runner has it */
  async hold(): Promise<boolean> {
    if (this.now() < this.#renewAt) return true;
    const found = await this.#read();
    if (found && found.body.owner !== this.#owner && isHeld(found.body, this.now())) return this.#lost();
    const until = this.now() + LASTS;
    await this.#save((found?.position ?? 0n) + 1n, { owner: this.#owner, until });
    if ((await this.#read())?.body.owner !== this.#owner) return this.#lost();
    this.#renewAt = until - (2 * LASTS) / 3;
    return true;
  }

  /** Gives it back, so that another runner need not wait. */
  async release(): Promise<void> {
    alive.delete(this.#owner);
    this.#renewAt = 0;
    const found = await this.#read();
    if (found?.body.owner === this.#owner) await this.#save(found.position + 1n, { owner: '', until: 0 });
  }

  #lost(): false {
    this.#renewAt = 0;
    return false;
  }

  async #read() {
    return (await this.store.load<LeaseBody>(CONTROL, [LEASE_ID])).get(LEASE_ID);
  }

  #save(position: bigint, { owner, until }: Pick<LeaseBody, 'owner' | 'until'>): Promise<void> {
    const body: LeaseBody = { kind: 'lease', owner, host: hostname(), pid: process.pid, until };
    return this.store.commit([{ collection: CONTROL, id: LEASE_ID, position, body }]);
  }
}

/** Whether some runner, in whatever process, is at work. */
export async function isRunnerAlive(store: DocumentStore, now = Date.now()): Promise<boolean> {
  const found = (await orNone(store.load<LeaseBody>(CONTROL, [LEASE_ID])))?.get(LEASE_ID);
  return found !== undefined && isHeld(found.body, now);
}

function isHeld({ owner, host, pid, until }: LeaseBody, now: number): boolean {
  if (owner === '' || until <= now) return false;
  if (host !== hostname()) return true;
  return pid === process.pid ? alive.has(owner) : exists(pid);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
