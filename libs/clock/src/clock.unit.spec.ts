import fc from 'fast-check';
import { ClockMovesForwardOnly, parseInstant, SimulatedClock, systemClock, toInstant } from './index.js';

const milliseconds = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2999, 0, 1) });

describe('parseInstant', () => {
  it.each([
    ['2014-05-01T12:00:00Z', '2014-05-01T12:00:00.000Z'],
    ['2014-05-01t12:00:00.5z', '2014-05-01T12:00:00.500Z'],
    ['2014-05-01T12:00:00.123999Z', '2014-05-01T12:00:00.123Z'],
    ['2014-05-31T23:59:59.999-07:00', '2014-06-01T06:59:59.999Z'],
    ['2016-02-29T00:00:00+05:45', '2016-02-28T18:15:00.000Z'],
  ])('reads %s as %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    '',
    'tomorrow',
    '2014-05-01',
    '2014-05-01T12:00:00',
    '2014-05-01 12:00:00Z',
    '2014-02-30T12:00:00Z',
    '2015-02-29T12:00:00Z',
    '2014-13-01T12:00:00Z',
    '2014-05-01T24:00:00Z',
    '2014-05-01T12:00:60Z',
    '2014-05-01T12:00:00+0200',
    '9999-12-31T23:59:59-14:00',
    '0000-01-01T00:00:00+14:00',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('reads back whatever it wrote, and instants sort as strings', () => {
    fc.assert(
      fc.property(milliseconds, milliseconds, (a, b) => {
        expect(parseInstant(toInstant(a))).toBe(toInstant(a));
        expect(toInstant(a) < toInstant(b)).toBe(a < b);
      }),
    );
  });
});

describe('the system clock', () => {
  it('tells the time of the machine', () => {
    const before = toInstant(Date.now());
    const now = systemClock().now();
    expect(now >= before).toBe(true);
    expect(now <= toInstant(Date.now())).toBe(true);
  });

  it('never goes back, whatever the machine does', () => {
    fc.assert(
      fc.property(fc.array(milliseconds, { minLength: 1 }), (readings) => {
        const left = [...readings];
        const clock = systemClock(() => left.shift() ?? 0);
        const answers = readings.map(() => clock.now());
        expect(answers).toEqual([...answers].sort());
        expect(answers.at(-1)).toBe(toInstant(Math.max(...readings)));
      }),
    );
  });
});

describe('a simulated clock', () => {
  it('starts where it is told to and ticks', () => {
    let elapsed = 5_000;
    const clock = new SimulatedClock('2014-05-01T12:00:00.000Z', () => elapsed);
    expect(clock.now()).toBe('2014-05-01T12:00:00.000Z');
    elapsed += 1_500;
    expect(clock.now()).toBe('2014-05-01T12:00:01.500Z');
  });

  it('moves forward and goes on from there', () => {
    let elapsed = 0;
    const clock = new SimulatedClock('2014-05-01T12:00:00.000Z', () => elapsed);
    elapsed += 500;
    clock.moveTo('2014-06-01T00:00:00.000Z');
    expect(clock.now()).toBe('2014-06-01T00:00:00.000Z');
    elapsed += 250;
    expect(clock.now()).toBe('2014-06-01T00:00:00.250Z');
  });

  it('refuses to go back, and stays where it is', () => {
    const clock = new SimulatedClock('2014-05-01T12:00:00.000Z', () => 0);
    expect(() => {
      clock.moveTo('2014-05-01T11:59:59.999Z');
    }).toThrow(ClockMovesForwardOnly);
    clock.moveTo('2014-05-01T12:00:00.000Z');
    expect(clock.now()).toBe('2014-05-01T12:00:00.000Z');
  });

  it('ticks by itself', () => {
    const clock = new SimulatedClock('2014-05-01T12:00:00.000Z');
    const start = clock.now();
    while (clock.now() === start);
    expect(clock.now() > start).toBe(true);
  });
});
