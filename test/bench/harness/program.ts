/**
 * What a child process does for a benchmark: a module exports one as `program`. A server answers as soon as it
 * serves, and is stopped when the benchmark has measured it; any other program answers with its measurement.
 */
export interface Program<Params, Result> {
  run(params: Params & Placed): Promise<Result>;
  stop?(): Promise<void>;
}

interface Placed {
  /** An empty directory of the program's own, removed after it has ended. */
  readonly directory: string;
}

/** What a server answers with. */
export interface Serving {
  /** `http://host:port` */
  readonly origin: string;
}

/** What a throughput program measured, after its warm-up. */
export interface Throughput {
  /** Operations a second. */
  readonly perSecond: number;
  /** Milliseconds from an operation's start to its answer. */
  readonly latency?: Latency;
}

/** A throughput of operations that each were timed. */
export interface Timed extends Throughput {
  readonly latency: Latency;
}

/** Milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
}
