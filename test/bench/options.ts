import { Command, InvalidArgumentError, Option } from 'commander';
import type { Window } from './harness/measure.js';
import { BENCHMARKS } from './benchmarks/index.js';

export interface Options {
  readonly only: readonly string[];
  readonly json: boolean;
  readonly profile?: string;
  readonly sizes: Sizes;
}

/** How much is measured. */
export interface Sizes {
  /** Measurements of ours and of the floor each, one after the other. */
  readonly rounds: number;
  readonly window: Window;
  /** Over which requests come, one at a time on each. */
  readonly connections: number;
  /** Events in the large store. */
  readonly largeStore: number;
  /** Events in the small store, which `growth` compares with. */
  readonly smallStore: number;
  /** Events that a rebuild runs over where its speed is measured. */
  readonly rebuilt: number;
  /** The same where the read models are on a server: FerretDB reads a whole collection for each document it replaces. */
  readonly rebuiltOnServers: number;
}

const FULL: Sizes = {
  rounds: 3,
  window: { warmUpSeconds: 3, seconds: 4 },
  connections: 50,
  largeStore: 1_000_000,
  smallStore: 10_000,
  rebuilt: 200_000,
  rebuiltOnServers: 3_000,
};

const QUICK: Sizes = {
  rounds: 1,
  window: { warmUpSeconds: 1, seconds: 1.5 },
  connections: 50,
  largeStore: 60_000,
  smallStore: 10_000,
  rebuilt: 40_000,
  rebuiltOnServers: 1_000,
};

export function readOptions(argv: readonly string[]): Options {
  const names = BENCHMARKS.map(({ name }) => name);
  const command = new Command('bench')
    .description('Measures the embedded default beside the least work that does the same, in the same run.')
    .addOption(
      new Option('--only <names>', `of ${names.join(', ')}; separated by commas`)
        .argParser((list: string) => known(list.split(','), names))
        .default(names, 'all'),
    )
    .option('--quick', 'smaller sizes and one round: for a look, not for figures')
    .option('--json', 'print one line of JSON last')
    .option('--profile <directory>', 'write a CPU profile of each measured process there');
  command.parse(argv);
  const { only, quick, json, profile } = command.opts<{
    only: readonly string[];
    quick?: true;
    json?: true;
    profile?: string;
  }>();
  return {
    only,
    json: json ?? false,
    sizes: quick ? QUICK : FULL,
    ...(profile !== undefined && { profile }),
  };
}

function known(wanted: readonly string[], names: readonly string[]): readonly string[] {
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`There is no benchmark ${unknown}, only ${names.join(', ')}.`);
  return wanted;
}
