import type { Benchmark, Measured } from '../benchmarks/benchmark.js';
import { jsonOf } from './json.js';
import { type Results, tableOf } from './table.js';

function result(name: string, measured: Measured, target?: Benchmark['target']): Results[number] {
  const measure = () => Promise.resolve(measured);
  return [{ name, unit: 'commands/s', measure, ...(target && { target }) }, measured];
}

const MET = result('http', { ours: 600, floor: 1_000 }, { atLeast: 0.5 });
const MISSED = result('memory', { ours: 364.19140625 }, { below: 300 });
const FOR_INFORMATION = result('latency', {
  ours: 450,
  latency: { p50: 1.5, p99: 9 },
  visible: { p50: 2, p99: 12 },
});

describe('the report', () => {
  it('says under the table which targets are missed', () => {
    expect(tableOf([MET, MISSED, FOR_INFORMATION])).toMatch(/\nMissed: memory\.$/);
    expect(tableOf([MET, FOR_INFORMATION])).toMatch(/\nAll targets are met\.$/);
  });

  it('has a line of JSON with ours, floor and ratio of each, and null where there is no floor', () => {
    const json = jsonOf([MET, MISSED, FOR_INFORMATION]);
    expect(json).not.toContain('\n');
    expect(JSON.parse(json)).toMatchObject({
      http: { ours: 600, floor: 1_000, ratio: 0.6, ok: true },
      memory: { ours: 364.191, floor: null, ratio: null, ok: false },
      latency: { floor: null, p50: 1.5, p99: 9, visibleP50: 2, visibleP99: 12 },
    });
  });
});
