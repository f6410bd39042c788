import type { Position } from '#event-store';
import type { Lock } from './lock.js';
import type { Parked } from './parking.js';
import { afterRefold, Refold, type ReplayScene } from './replay.js';
import { byLabels, intentChange, NeedsRebuild, newLabels, readIntent, type Intent } from './replay-intent.js';
import { addToRows, rowIds } from './rows.js';

export interface ReplayOutcome {
  readonly replayed: number;
  readonly stillParked: number;
}

/** Documents refolded together. */
const TOGETHER = 500;

/** Folds what was held back of parked documents, exactly once, and unparks those that come through. */
export class Replayer {
  constructor(
    private readonly scene: ReplayScene,
    /** Held while events are folded: nothing comes in between. */
    private readonly lock: Lock,
    private readonly position: () => Position,
  ) {}

  /** @throws NeedsRebuild when a stream is parked: which documents its events touch was not known */
  async replay(documentId?: string): Promise<ReplayOutcome> {
    const parked = this.scene.parking
      .list()
      .filter(({ kind, id }) => documentId === undefined || kind === 'stream' || id === documentId);
    if (parked.some(({ kind }) => kind === 'stream')) {
      throw new NeedsRebuild('Whole streams are parked: rebuild the projection.');
    }
    for (let rest = parked; rest.length > 0; rest = rest.slice(TOGETHER)) {
      await this.#replay(rest.slice(0, TOGETHER));
    }
    const left = new Set(this.scene.parking.list().map(({ id }) => id));
    const stillParked = parked.filter(({ id }) => left.has(id)).length;
    return { replayed: parked.length - stillParked, stillParked };
  }

  /** Completes a replay whose commit was cut off. To be called before any other event is folded. */
  async finish(): Promise<void> {
    const { store, target, parking } = this.scene;
    const { intent } = await readIntent(store, target.collection);
    if (!intent?.open) return;
    const parked = intent.documents.flatMap((id) => parking.find(id) ?? []);
    const refold = await Refold.of(this.scene, parked);
    await refold.to(BigInt(intent.upTo));
    await this.#save(parked, refold, intent);
  }

  /** Reads the bulk while other documents go on; only the rest, and the saving, holds them up. */
  async #replay(parked: readonly Parked[]): Promise<void> {
    const refold = await Refold.of(this.scene, parked);
    await refold.to(this.position());
    await this.lock.run(async () => {
      const upTo = this.position();
      await refold.to(upTo);
      await this.#save(parked, refold, { upTo: upTo.toString() });
    });
  }

  async #save(
    parked: readonly Parked[],
    refold: Refold,
    { upTo, labels }: Pick<Intent, 'upTo'> & Partial<Intent>,
  ): Promise<void> {
    const { store, target, parking } = this.scene;
    const refolded = refold.result();
    const { documents, entries } = afterRefold(this.scene, parked, refolded);
    const rows = await target.rows(rowIds(target.tallies.length, refolded.differences));
    const { revision } = await readIntent(store, target.collection);
    const intent: Intent = {
      open: true,
      documents: parked.map(({ id }) => id),
      upTo,
      labels: labels ?? newLabels(rows, refolded.differences),
    };
    await store.commit([
      intentChange(target.collection, intent, revision + 1n),
      ...addToRows(target.tallies, rows, refolded.differences, byLabels(intent.labels)),
      ...documents,
      ...entries,
      intentChange(target.collection, { ...intent, open: false }, revision + 2n),
    ]);
    parking.keep(entries);
  }
}
