import Table from 'cli-table3';
import type { Benchmark, Measured } from '../benchmarks/benchmark.js';
import type { Latency } from '../harness/program.js';
import { verdictOn } from './verdict.js';

export type Results = readonly (readonly [Benchmark, Measured])[];

const HEAD = ['', 'ours', 'floor', 'ratio', 'target', '', 'p50 / p99 ms', 'floor', 'visible', 'unit; floor'];

/** The figures for people, and under them which targets are missed. */
export function tableOf(results: Results): string {
  const table = new Table({ head: HEAD, style: { head: [], border: [] } });
  for (const [benchmark, measured] of results) {
    const { ratio, wanted = '', isMet } = verdictOn(benchmark, measured);
    const { ours, floor, latency, floorLatency, visible } = measured;
    table.push([
      benchmark.name,
      figure(ours),
      figure(floor),
      ratio?.toFixed(2) ?? '',
      wanted,
      isMet === undefined ? '' : isMet ? 'met' : 'MISSED',
      milliseconds(latency),
      milliseconds(floorLatency),
      milliseconds(visible),
      [benchmark.unit, benchmark.against].filter((words) => words !== undefined).join('; '),
    ]);
  }
  return `${table.toString()}\n${summaryOf(results)}`;
}

function summaryOf(results: Results): string {
  const missed = results
    .filter(([benchmark, measured]) => verdictOn(benchmark, measured).isMet === false)
    .map(([{ name }]) => name);
  return missed.length === 0 ? 'All targets are met.' : `Missed: ${missed.join(', ')}.`;
}

function figure(value: number | undefined): string {
  return value === undefined ? '' : Math.round(value).toLocaleString('en');
}

function milliseconds(latency: Latency | undefined): string {
  return latency ? `${latency.p50.toFixed(2)} / ${latency.p99.toFixed(2)}` : '';
}
