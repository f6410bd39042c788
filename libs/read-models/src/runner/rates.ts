import type { Position } from '#event-store';

interface Measured {
  readonly seen: number;
  readonly position: Position;
}

interface Rate {
  readonly eventsPerSecond: number;
  readonly positionsPerSecond: number;
}

interface Sample extends Rate {
  readonly at: number;
  readonly seen: number;
  readonly position: Position;
}

/** Milliseconds that a rate is measured over at least. */
const WINDOW = 500;

/** How fast followers get on, smoothed. */
export class Rates {
  readonly #samples = new WeakMap<Measured, Sample>();

  of(follower: Measured): Rate {
    const now = performance.now();
    const last = this.#samples.get(follower);
    if (last && now - last.at < WINDOW) return last;
    const seconds = last ? (now - last.at) / 1_000 : 0;
    const { seen, position } = follower;
    const sample: Sample = {
      at: now,
      seen,
      position,
      eventsPerSecond: last ? smooth(last.eventsPerSecond, (seen - last.seen) / seconds) : 0,
      positionsPerSecond: last
        ? smooth(last.positionsPerSecond, Number(position - last.position) / seconds)
        : 0,
    };
    this.#samples.set(follower, sample);
    return sample;
  }
}

function smooth(old: number, current: number): number {
  return old === 0 ? current : old * 0.6 + current * 0.4;
}
