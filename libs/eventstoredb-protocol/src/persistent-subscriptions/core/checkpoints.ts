import type { Done } from './progress.js';
import type { GroupSettings } from './settings.js';

/** So many events that do not concern the group are worth a checkpoint too, so that it need not look at them again. */
const PASSED_OVER = 1_000n;

type Pace = Pick<GroupSettings, 'checkPointAfter' | 'minCheckPointCount' | 'maxCheckPointCount'>;

/** Decides when to write down how far a group is done. */
export class Checkpoints {
  #saved: Done;
  #savedAt: number;

  constructor(
    private readonly pace: Pace,
    after: bigint,
    now: number,
  ) {
    this.#saved = { place: after, count: 0 };
    this.#savedAt = now;
  }

  /** When the next checkpoint is due as things stand. */
  dueAt(done: Done): number | undefined {
    const { checkPointAfter, minCheckPointCount, maxCheckPointCount } = this.pace;
    const count = done.count - this.#saved.count;
    if (count >= Math.max(1, maxCheckPointCount)) return this.#savedAt;
    const passedOver = done.place - this.#saved.place - BigInt(count);
    const isWorthIt = count >= Math.max(1, minCheckPointCount) || passedOver >= PASSED_OVER;
    return isWorthIt ? this.#savedAt + checkPointAfter : undefined;
  }

  saved(done: Done, now: number): void {
    this.#saved = done;
    this.#savedAt = now;
  }
}
