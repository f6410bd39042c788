import type { Children } from '../harness/child.js';
import type { Latency } from '../harness/program.js';
import type { Sizes } from '../options.js';
import type { Stores } from './stores.js';

export interface Setting {
  readonly children: Children;
  readonly sizes: Sizes;
  readonly stores: Stores;
  /** Says what is being done, for people who wait. */
  readonly progress: (what: string) => void;
}

export interface Measured {
  readonly ours: number;
  /** What it is measured against, in the same unit; absent where the target is a bound on ours alone. */
  readonly floor?: number;
  /** Of ours. */
  readonly latency?: Latency;
  readonly floorLatency?: Latency;
  /** From an answer until it is visible in the read models. */
  readonly visible?: Latency;
}

export interface Benchmark {
  readonly name: string;
  readonly unit: string;
  /** What the floor is, in a few words. */
  readonly against?: string;
  /** Absent where the figures are for information. */
  readonly target?: Target;
  /** Why it cannot be measured here, as a sentence; `undefined` where it can. */
  leftOut?(): string | undefined;
  measure(setting: Setting): Promise<Measured>;
}

/** Bounds on `ours / floor` and on how many times the floor's p99 ours may take, or on ours alone. */
export type Target = { readonly atLeast: number; readonly p99AtMost?: number } | { readonly below: number };
