import { latencyOf, median, medianLatency } from './statistics.js';

describe('statistics', () => {
  it('finds the middle of an odd and of an even number of values, whatever their order', () => {
    expect(median([9, 1, 10])).toBe(9);
    expect(median([4, 100, 2, 1])).toBe(3);
  });

  it('has no middle where nothing was measured', () => {
    expect(median([])).toBeNaN();
    expect(latencyOf([]).p99).toBeNaN();
  });

  it('answers the value that 50 and 99 of 100 do not exceed', () => {
    const fallingFrom100 = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(latencyOf(fallingFrom100)).toEqual({ p50: 50, p99: 99 });
    expect(latencyOf([7])).toEqual({ p50: 7, p99: 7 });
  });

  it('takes the median of each percentile by itself', () => {
    const rounds = [
      { p50: 1, p99: 30 },
      { p50: 3, p99: 10 },
      { p50: 2, p99: 20 },
    ];
    expect(medianLatency(rounds)).toEqual({ p50: 2, p99: 20 });
  });
});
