import { verdictOn } from './verdict.js';

const fast = { p50: 1, p99: 5 };
const slow = { p50: 1, p99: 15 };

describe('the verdict on a benchmark', () => {
  it('is by the ratio to the floor, the bound included', () => {
    const target = { atLeast: 0.5 };
    expect(verdictOn({ target }, { ours: 50, floor: 100 })).toEqual({
      ratio: 0.5,
      wanted: '≥ 0.5',
      isMet: true,
    });
    expect(verdictOn({ target }, { ours: 49, floor: 100 }).isMet).toBe(false);
  });

  it('asks for a p99 below so many times that of the floor where the target does', () => {
    const target = { atLeast: 0.5, p99AtMost: 3 };
    const measured = { ours: 60, floor: 100, floorLatency: fast };
    expect(verdictOn({ target }, { ...measured, latency: { p50: 1, p99: 14.9 } }).isMet).toBe(true);
    expect(verdictOn({ target }, { ...measured, latency: slow }).isMet).toBe(false);
    expect(verdictOn({ target }, { ...measured, ours: 40, latency: fast }).isMet).toBe(false);
    expect(verdictOn({ target }, measured).isMet).toBe(false);
  });

  it('is by ours alone where there is no floor, the bound excluded', () => {
    const target = { below: 300 };
    expect(verdictOn({ target }, { ours: 299 })).toEqual({ wanted: 'below 300', isMet: true });
    expect(verdictOn({ target }, { ours: 300 }).isMet).toBe(false);
  });

  it('is not met where nothing was measured', () => {
    expect(verdictOn({ target: { atLeast: 0.5 } }, { ours: Number.NaN, floor: 100 }).isMet).toBe(false);
    expect(verdictOn({ target: { atLeast: 0.5 } }, { ours: 100 }).isMet).toBe(false);
  });

  it('is none where nothing is wanted', () => {
    expect(verdictOn({}, { ours: 450 })).toEqual({});
  });
});
