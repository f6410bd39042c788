import type { ProcessIdentity } from './process-identity.js';

/** A worker as its peers see it. */
export interface Member {
  /** Grows while it is alive. */
  readonly beat: number;
  /** Missing where a release wrote it that told less of its process; then its beats alone tell. */
  readonly process?: ProcessIdentity;
}

/** Who works, and who owns which partition: one document, whose revision is the fencing token of what it says. */
export interface Leases {
  readonly kind: 'leases';
  /** By partition; empty while nobody owns it. */
  readonly owners: readonly string[];
  readonly workers: Readonly<Record<string, Member>>;
}

export const NOBODY = '';

export const NO_LEASES: Leases = { kind: 'leases', owners: [], workers: {} };

export function ownedBy({ owners }: Leases, worker: string): readonly number[] {
  return owners.flatMap((owner, partition) => (owner === worker ? [partition] : []));
}

/** Without these workers; nobody owns what they owned. */
export function without(leases: Leases, gone: ReadonlySet<string>): Leases {
  return {
    ...leases,
    owners: leases.owners.map((owner) => (gone.has(owner) ? NOBODY : owner)),
    workers: Object.fromEntries(Object.entries(leases.workers).filter(([id]) => !gone.has(id))),
  };
}

/** For this number of partitions; owners that are not among the workers do not count. */
export function resized({ owners, ...leases }: Leases, partitions: number): Leases {
  const known = (owner = NOBODY): string => (leases.workers[owner] ? owner : NOBODY);
  return {
    ...leases,
    owners: Array.from({ length: partitions }, (_, partition) => known(owners[partition])),
  };
}

/**
 * How many partitions a worker shall own: an equal share of all, rounded down, and one more for as many of the
 * workers as it takes. Those who own one more already keep it, so that nothing moves without need.
 */
export function fairShare(leases: Leases, worker: string): number {
  const workers = Object.keys(leases.workers).sort();
  const few = Math.floor(leases.owners.length / workers.length);
  const extra = leases.owners.length % workers.length;
  const many = workers.filter((id) => ownedBy(leases, id).length > few);
  if (many.includes(worker)) return many.indexOf(worker) < extra ? few + 1 : few;
  return many.length < extra ? few + 1 : few;
}

/**
 * What a worker makes of the leases: it takes what is nobody's up to its fair share, and gives back what it owns
 * beyond that, the last ones first, once it does not work on them any more.
 */
export function balanced(leases: Leases, worker: string, working: readonly number[]): Leases {
  const share = fairShare(leases, worker);
  const kept = ownedBy(leases, worker).slice(0, share);
  const free = leases.owners.flatMap((owner, partition) => (owner === NOBODY ? [partition] : []));
  const taken = free.slice(0, Math.max(0, share - kept.length));
  const owners = leases.owners.map((owner, partition) => {
    if (taken.includes(partition)) return worker;
    const isSpare = owner === worker && !kept.includes(partition) && !working.includes(partition);
    return isSpare ? NOBODY : owner;
  });
  return { ...leases, owners };
}
