import { BENCHMARKS } from './benchmarks/index.js';
import { readOptions } from './options.js';

function given(...args: string[]) {
  return readOptions(['node', 'bench', ...args]);
}

describe('options of the benchmark', () => {
  it('measures everything at full size unless told otherwise', () => {
    const { only, json, profile, sizes } = given();
    expect(only).toEqual(BENCHMARKS.map(({ name }) => name));
    expect(json).toBe(false);
    expect(profile).toBeUndefined();
    expect(sizes.largeStore).toBe(1_000_000);
  });

  it('takes some of the benchmarks, smaller sizes, a last line for programs and a place for profiles', () => {
    const options = given('--only', 'http,memory', '--quick', '--json', '--profile', 'profiles');
    expect(options).toMatchObject({ only: ['http', 'memory'], json: true, profile: 'profiles' });
    expect(options.sizes.largeStore).toBeLessThan(100_000);
  });
});
