import Table from 'cli-table3';
import type { Benchmark, Measured } from '../benchmarks/benchmark.js';
import type { Latency } from '../harness/program.js';
import { verdictOn } from './verdict.js';

export type Results = readonly (readonly [Benchmark, Measured])[];

export function tableOf(results: Results): string {
  const table = new Table({
    head: [
      '',
      'ours',
      'floor',
      'ratio',
      'target',
      '',
      'p50 / p99 ms',
      'of the floor',
      'until visible',
      'unit, floor',
    ],
    style: { head: [], border: [] },
  });
  for (const [benchmark, measured] of results) {
    const { ratio, wanted, isMet } = verdictOn(benchmark, measured);
    const { ours, floor, latency, floorLatency, visible } = measured;
    table.push([
      benchmark.name,
      figure(ours),
      figure(floor),
      ratio.toFixed(2),
      wanted,
      isMet ? 'ok' : 'below',
      milliseconds(latency),
      milliseconds(floorLatency),
      milliseconds(visible),
      `${benchmark.unit}; ${benchmark.against}`,
    ]);
  }
  return table.toString();
}

function figure(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function milliseconds(latency: Latency | undefined): string {
  return latency ? `${latency.p50.toFixed(2)} / ${latency.p99.toFixed(2)}` : '';
}
