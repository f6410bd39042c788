import type { Throughput } from '../harness/program.js';
import { median, medianLatency } from '../harness/statistics.js';
import type { Measured } from './benchmark.js';

/** Ours, floor, ours, floor: what slows the machine for a while slows both. Medians of the rounds. */
export async function interleaved(
  rounds: number,
  ours: () => Promise<Throughput>,
  floor: () => Promise<Throughput>,
): Promise<Measured> {
  const all: { readonly ours: Throughput; readonly floor: Throughput }[] = [];
  for (let round = 0; round < rounds; round += 1) all.push({ ours: await ours(), floor: await floor() });
  const latencies = all.flatMap((round) => round.ours.latency ?? []);
  const floorLatencies = all.flatMap((round) => round.floor.latency ?? []);
  return {
    ours: median(all.map((round) => round.ours.perSecond)),
    floor: median(all.map((round) => round.floor.perSecond)),
    ...(latencies.length > 0 && { latency: medianLatency(latencies) }),
    ...(floorLatencies.length > 0 && { floorLatency: medianLatency(floorLatencies) }),
  };
}
