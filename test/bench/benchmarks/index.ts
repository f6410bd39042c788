import type { Benchmark } from './benchmark.js';
import { commands, commandsSerial } from './commands.benchmark.js';
import {
  eventStoreDbAppends,
  eventStoreDbCatchUp,
  eventStoreDbCommands,
  eventStoreDbRebuild,
} from './eventstoredb.benchmark.js';
import { growth } from './growth.benchmark.js';
import { history } from './history.benchmark.js';
import { http } from './http.benchmark.js';
import { latency } from './latency.benchmark.js';
import { memory } from './memory.benchmark.js';
import { projections } from './projections.benchmark.js';
import { protocolAppends, protocolReads } from './protocol.benchmark.js';

/** By the names of the targets, in the order in which they run. */
export const BENCHMARKS: readonly Benchmark[] = [
  commands,
  commandsSerial,
  http,
  latency,
  projections,
  history,
  growth,
  memory,
  eventStoreDbCommands,
  eventStoreDbAppends,
  eventStoreDbCatchUp,
  eventStoreDbRebuild,
  protocolAppends,
  protocolReads,
];
