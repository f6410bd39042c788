import type { Position } from '#event-store';
import type { Lock } from '../lock.js';
import { addToRows, rowIds } from '../folding/rows.js';
import { partitionOf } from '../partitions/share.js';
import type { Parked } from './parking.js';
import { afterRefold, Refold, type ReplayContext } from './refold.js';
import {
  byLabels,
  intentChange,
  intentId,
  NeedsRebuild,
  newLabels,
  NotThereYet,
  readIntent,
  type Intent,
} from './replay-intent.js';

export interface ReplayOutcome {
  readonly replayed: number;
  readonly stillParked: number;
}

/** Documents refolded together. */
const TOGETHER = 500;

/** Folds what was held back of parked documents, exactly once, and unparks those that come through. */
export class Replayer {
  constructor(
    private readonly context: ReplayContext,
    /** Held while events are folded: nothing comes in between. */
    private readonly lock: Lock,
    private readonly follower: { position(): Position; isSettled(): boolean },
  ) {}

  /**
   * @returns what came of it, by partition
   * @throws NeedsRebuild when a stream is parked: which documents its events touch was not known
   */
  async replay(documentId?: string): Promise<ReadonlyMap<number, ReplayOutcome>> {
    const parked = this.context.parking
      .list()
      .filter(({ kind, id }) => documentId === undefined || kind === 'stream' || id === documentId);
    if (parked.some(({ kind }) => kind === 'stream')) {
      throw new NeedsRebuild('Whole streams are parked: rebuild the projection.');
    }
    const { share } = this.context;
    const outcomes = new Map<number, ReplayOutcome>();
    for (const partition of share.partitions) {
      const own = parked.filter(({ id }) => partitionOf(id, share.of) === partition);
      for (let rest = own; rest.length > 0; rest = rest.slice(TOGETHER)) {
        await this.#replay(partition, rest.slice(0, TOGETHER));
      }
      const left = new Set(this.context.parking.list().map(({ id }) => id));
      const stillParked = own.filter(({ id }) => left.has(id)).length;
      outcomes.set(partition, { replayed: own.length - stillParked, stillParked });
    }
    return outcomes;
  }

  /** Completes replays whose commit was cut off. To be called before any other event is folded. */
  async finish(): Promise<void> {
    const { store, target, parking, share } = this.context;
    for (const partition of share.partitions) {
      const { intent } = await readIntent(store, intentId(target.collection, partition), share.token);
      if (!intent?.open) continue;
      const parked = intent.documents.flatMap((id) => parking.find(id) ?? []);
      const refold = await Refold.of(this.context, parked);
      await refold.to(BigInt(intent.upTo));
      await this.#save(partition, parked, refold, intent);
    }
  }

  /** Reads the bulk while other documents go on; only the rest, and the saving, holds them up. */
  async #replay(partition: number, parked: readonly Parked[]): Promise<void> {
    const refold = await Refold.of(this.context, parked);
    await refold.to(this.follower.position());
    await this.lock.run(async () => {
      if (!this.follower.isSettled()) throw new NotThereYet();
      const upTo = this.follower.position();
      await refold.to(upTo);
      await this.#save(partition, parked, refold, { upTo: upTo.toString() });
    });
  }

  async #save(
    partition: number,
    parked: readonly Parked[],
    refold: Refold,
    { upTo, labels }: Pick<Intent, 'upTo'> & Partial<Intent>,
  ): Promise<void> {
    const { store, target, parking, share } = this.context;
    const refolded = refold.result();
    const { documents, entries } = afterRefold(this.context, parked, refolded);
    const rows = await target.rows(rowIds(target.tallies.length, refolded.differences));
    const id = intentId(target.collection, partition);
    const { revision } = await readIntent(store, id, share.token);
    const intent: Intent = {
      open: true,
      documents: parked.map((entry) => entry.id),
      upTo,
      labels: labels ?? newLabels(rows, refolded.differences),
    };
    const changes = [
      intentChange(id, intent, revision + 1n),
      ...addToRows(target.tallies, rows, refolded.differences, byLabels(intent.labels)),
      ...documents,
      ...entries,
      intentChange(id, { ...intent, open: false }, revision + 2n),
    ];
    await target.commit(changes, this.follower.position());
    parking.keep(entries);
  }
}
