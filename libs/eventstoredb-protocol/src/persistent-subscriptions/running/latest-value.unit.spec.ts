import { LatestValue } from './latest-value.js';

describe('a value of which the latest is written', () => {
  it('is written once when it changes while it is being written', async () => {
    const written: number[] = [];
    const value = new LatestValue<number>(async (next) => {
      written.push(next);
      await new Promise(setImmediate);
    });
    for (const next of [1, 2, 3]) value.put(next);
    await value.settled();
    expect(written).toEqual([1, 3]);
    value.put(4);
    await value.settled();
    expect(written).toEqual([1, 3, 4]);
  });

  it('is settled when nothing was put', async () => {
    await expect(new LatestValue<number>(async () => undefined).settled()).resolves.toBeUndefined();
  });
});
