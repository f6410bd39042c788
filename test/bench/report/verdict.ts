import type { Benchmark, Measured, Target } from '../benchmarks/benchmark.js';

export interface Verdict {
  /** Ours by the floor, where there is one. */
  readonly ratio?: number;
  /** What is wanted, for people; absent where nothing is. */
  readonly wanted?: string;
  /** Absent where nothing is wanted. */
  readonly isMet?: boolean;
}

export function verdictOn({ target }: Pick<Benchmark, 'target'>, measured: Measured): Verdict {
  const { ours, floor } = measured;
  return {
    ...(floor !== undefined && { ratio: ours / floor }),
    ...(target && { wanted: inWords(target), isMet: isMet(target, measured) }),
  };
}

function isMet(target: Target, { ours, floor, latency, floorLatency }: Measured): boolean {
  if ('below' in target) return ours < target.below;
  const { atLeast, p99AtMost } = target;
  // Asked so that what is not a number meets nothing.
  const isFastEnough = floor !== undefined && ours / floor >= atLeast;
  if (!isFastEnough || p99AtMost === undefined) return isFastEnough;
  return latency !== undefined && floorLatency !== undefined && latency.p99 < floorLatency.p99 * p99AtMost;
}

function inWords(target: Target): string {
  if ('below' in target) return `below ${target.below}`;
  const { atLeast, p99AtMost } = target;
  return p99AtMost === undefined ? `≥ ${atLeast}` : `≥ ${atLeast}, p99 < ${p99AtMost}×`;
}
