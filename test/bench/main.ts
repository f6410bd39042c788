import type { Benchmark, Measured, Setting } from './benchmarks/benchmark.js';
import { BENCHMARKS } from './benchmarks/index.js';
import { PROGRAMS } from './benchmarks/programs.js';
import { Stores } from './benchmarks/stores.js';
import { runProgram } from './harness/child.js';
import type { Throughput } from './harness/program.js';
import { diskDirectory } from './harness/temporary-directory.js';
import { type Options, readOptions } from './options.js';
import { jsonOf } from './report/json.js';
import { describeMachine } from './report/machine.js';
import { type Results, tableOf } from './report/table.js';

const options = readOptions(process.argv);
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
await main(options);

async function main({ only, json, profile, sizes }: Options): Promise<void> {
  const execArgv = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const children = { execArgv };
  const stores = new Stores(children, progress);
  const setting: Setting = { children, sizes, stores, progress };
  console.log(`${describeMachine()}\n${await describeDisk(setting)}\n`);
  const results: Results[number][] = [];
  for (const benchmark of BENCHMARKS.filter(({ name }) => only.includes(name))) {
    const why = benchmark.leftOut?.();
    if (why !== undefined) {
      console.log(`${benchmark.name} is left out: ${why}`);
      continue;
    }
    const measured = await measure(benchmark, setting);
    if (measured) results.push([benchmark, measured]);
  }
  stores.remove();
  if (results.length > 0) console.log(tableOf(results));
  if (json) console.log(jsonOf(results));
}

/** `undefined` where it failed, which is told: what others came to, in minutes, is not lost for it. */
async function measure(benchmark: Benchmark, setting: Setting): Promise<Measured | undefined> {
  progress(benchmark.name);
  try {
    const measured = await benchmark.measure(setting);
    progress(`${benchmark.name}: ${Math.round(measured.ours).toLocaleString('en')} ${benchmark.unit}`);
    return measured;
  } catch (error) {
    progress(`${benchmark.name} was not measured: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
    return undefined;
  }
}

async function describeDisk({ children, sizes }: Setting): Promise<string> {
  const { perSecond } = await runProgram<Throughput>(children, PROGRAMS.sync, { window: sizes.window });
  return `${diskDirectory()} takes ${Math.round(perSecond).toLocaleString('en')} appends of 4 KiB a second, each synced`;
}

function progress(what: string): void {
  process.stderr.write(`… ${what}\n`);
}
