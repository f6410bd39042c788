import { Measurements } from './measurements.js';
import { Meter } from './meter.js';

describe('a meter', () => {
  it('tells what came since it was read last, and how quickly', () => {
    const meter = new Meter(0);
    meter.total = 30;
    expect(meter.read(2_000)).toEqual({ total: 30, sinceLast: 30, perSecond: 15 });
    meter.total = 31;
    expect(meter.read(2_000)).toEqual({ total: 31, sinceLast: 1, perSecond: 0 });
  });
});

describe('measurements', () => {
  it('tell nothing until something is measured', () => {
    expect(new Measurements().read().size).toBe(0);
  });

  it('tell how the times are spread', () => {
    const measurements = new Measurements();
    for (let time = 100; time >= 1; time -= 1) measurements.add(time + 0.5);
    expect(Object.fromEntries(measurements.read())).toMatchObject({
      Mean: 50,
      Median: 51,
      Fastest: 1,
      'Quintile 1': 1,
      'Quintile 3': 41,
      '90%': 91,
      '99.9%': 100,
      Highest: 100,
    });
  });

  it('look at the latest thousand only', () => {
    const measurements = new Measurements();
    for (let time = 0; time < 1_500; time += 1) measurements.add(time);
    expect(measurements.read().get('Fastest')).toBe(500);
  });
});
