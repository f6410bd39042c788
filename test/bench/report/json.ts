import type { Results } from './table.js';
import { verdictOn } from './verdict.js';

/** One line: `{ name: { ours, floor, ratio, … } }`, latencies in milliseconds; `null` where there is no floor. */
export function jsonOf(results: Results): string {
  const entries = results.map(([benchmark, measured]) => {
    const { ours, floor = null, latency, floorLatency, visible } = measured;
    const { ratio = null, isMet } = verdictOn(benchmark, measured);
    const figures = {
      ours,
      floor,
      ratio,
      unit: benchmark.unit,
      ...(benchmark.target && { target: benchmark.target, ok: isMet }),
      ...(latency && { p50: latency.p50, p99: latency.p99 }),
      ...(floorLatency && { floorP50: floorLatency.p50, floorP99: floorLatency.p99 }),
      ...(visible && { visibleP50: visible.p50, visibleP99: visible.p99 }),
    };
    return [benchmark.name, figures] as const;
  });
  return JSON.stringify(Object.fromEntries(entries), (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(6)) : value,
  );
}
