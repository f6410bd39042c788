import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { CONTROL, LEASES_ID } from '../../names.js';
import type { DocumentStore } from '../../port/index.js';
import { balanced, fairShare, ownedBy, resized, without, type Leases, type Member } from './leases.js';
import { arrived, departed, fateOfWorker, THIS_PROCESS } from './liveness.js';
import { Share } from './share.js';
import { readStoredLeases, type StoredLeases } from './stored-leases.js';

/** Beats of one worker without any of another one, after which that one is taken for dead. */
const SILENT = 4;
/** How often a worker saves leases again that others have saved meanwhile. */
const ATTEMPTS = 20;

/**
 * A worker among others: it lets them know that it is alive, and finds out which partitions are its own.
 *
 * The leases are one document. Each change saves its next revision: of two that save the same one the store keeps the
 * first, and the other looks again. No clock is read: a worker is dead when others have beaten four times, a second
 * apart, and have not seen it beat, or at once when its process is seen to have ended. One that was frozen finds the
 * others alive when it wakes, since it has not looked meanwhile. A worker that was wrongly taken for dead learns it with
 * its next beat, and cannot do harm until then: its token is lower.
 */
export class Membership {
  readonly #id = randomUUID();
  #beat = 0;
  readonly #seen = new Map<string, { readonly beat: number; readonly silent: number }>();
  #share: Share | undefined;

  constructor(
    private readonly store: DocumentStore,
    private readonly partitions: number,
  ) {
    arrived(this.#id);
  }

  /**
   * To be called every `BEAT`.
   *
   * @param working the partitions that are being worked on, which are not given to others yet
   * @returns what to work on from now on: without what others shall have, once it is not worked on any more. The same
   *   share as before, unless it has changed, or was taken away in between: then it begins again, under a new token
   */
  async beat(working: readonly number[]): Promise<Share> {
    this.#beat += 1;
    let gone: ReadonlySet<string> | undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const found = await readStoredLeases(this.store);
      gone ??= this.#look(found.leases);
      if (!found.leases.workers[this.#id]) this.#share = undefined;
      const joined = resized(this.#joined(without(found.leases, gone)), this.partitions);
      await this.#save(found.revision + 1n, balanced(joined, this.#id, working));
      const saved = await readStoredLeases(this.store);
      if (saved.leases.workers[this.#id]?.beat === this.#beat) return this.#shareOf(saved);
      await delay(Math.random() * 20);
    }
    return this.#shareOf(await readStoredLeases(this.store));
  }

  /** Gives everything back, so that others need not wait. */
  async leave(): Promise<void> {
    departed(this.#id);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const { leases, revision } = await readStoredLeases(this.store);
      if (!leases.workers[this.#id]) return;
      await this.#save(revision + 1n, without(leases, new Set([this.#id])));
    }
  }

  #joined(leases: Leases): Leases {
    const member: Member = { beat: this.#beat, process: THIS_PROCESS };
    return { ...leases, workers: { ...leases.workers, [this.#id]: member } };
  }

  #shareOf({ leases, revision }: StoredLeases): Share {
    const owned = ownedBy(leases, this.#id);
    const fair = leases.workers[this.#id] ? fairShare(leases, this.#id) : 0;
    const partitions = owned.slice(0, fair);
    if (this.#share && isDeepStrictEqual(this.#share.partitions, partitions)) return this.#share;
    return (this.#share = new Share(partitions, this.partitions, revision));
  }

  /** @returns the workers that are dead */
  #look({ workers }: Leases): ReadonlySet<string> {
    const gone = new Set<string>();
    for (const [id, member] of Object.entries(workers)) {
      if (id === this.#id) continue;
      const last = this.#seen.get(id);
      const silent = last?.beat === member.beat ? last.silent + 1 : 0;
      this.#seen.set(id, { beat: member.beat, silent });
      if (silent >= SILENT || fateOfWorker(id, member, this.store) === 'ended') gone.add(id);
    }
    for (const id of this.#seen.keys()) if (!workers[id] || gone.has(id)) this.#seen.delete(id);
    return gone;
  }

  #save(position: bigint, body: Leases): Promise<void> {
    return this.store.commit([{ collection: CONTROL, id: LEASES_ID, position, body }]);
  }
}
