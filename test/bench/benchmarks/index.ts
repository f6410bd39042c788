import type { Benchmark } from './benchmark.js';
import { commands, commandsSerial } from './commands.benchmark.js';
import { growth } from './growth.benchmark.js';

/** By the names of the targets, in the order in which they run. */
export const BENCHMARKS: readonly Benchmark[] = [commands, commandsSerial, growth];
