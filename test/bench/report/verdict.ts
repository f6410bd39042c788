import type { Benchmark, Measured } from '../benchmarks/benchmark.js';

export interface Verdict {
  readonly ratio: number;
  /** What is wanted, for people. */
  readonly wanted: string;
  readonly isMet: boolean;
}

export function verdictOn({ target }: Benchmark, measured: Measured): Verdict {
  const ratio = measured.ours / measured.floor;
  if ('below' in target)
    return { ratio, wanted: `below ${target.below}`, isMet: measured.ours < target.below };
  const { atLeast, p99AtMost } = target;
  const fastEnough = ratio >= atLeast;
  if (p99AtMost === undefined) return { ratio, wanted: `≥ ${atLeast}`, isMet: fastEnough };
  const { latency, floorLatency } = measured;
  const steady = latency && floorLatency && latency.p99 < floorLatency.p99 * p99AtMost;
  return { ratio, wanted: `≥ ${atLeast}, p99 < ${p99AtMost}×`, isMet: fastEnough && (steady ?? false) };
}
