import fc from 'fast-check';
import { RecentlyUsed } from './recently-used.js';

describe('recently used', () => {
  it('answers only what was set, and always what was used among the last half of its capacity', () => {
    const step = fc.record({ key: fc.nat(8), write: fc.boolean() });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10 }), fc.array(step, { maxLength: 200 }), (capacity, steps) => {
        const cache = new RecentlyUsed<number, string>(capacity);
        const written = new Map<number, string>();
        let used: number[] = [];
        for (const [index, { key, write }] of steps.entries()) {
          const recent = new Set(used.slice(-Math.floor(capacity / 2)));
          if (write) {
            cache.set(key, `${key} at ${index}`);
            written.set(key, `${key} at ${index}`);
          } else {
            const value = cache.get(key);
            if (value !== undefined || recent.has(key)) expect(value).toBe(written.get(key));
            if (value === undefined) continue;
          }
          used = [...used.filter((other) => other !== key), key];
        }
      }),
    );
  });

  it('forgets everything when it is cleared, and holds no more than its capacity', () => {
    const cache = new RecentlyUsed<number, number>(10);
    for (let key = 0; key < 1_000; key += 1) cache.set(key, key);
    const held = Array.from({ length: 1_000 }, (_, key) => cache.get(key)).filter(
      (value) => value !== undefined,
    );
    expect(held.length).toBeLessThanOrEqual(10);
    expect(held).toContain(999);
    cache.clear();
    expect(cache.get(999)).toBeUndefined();
  });
});
