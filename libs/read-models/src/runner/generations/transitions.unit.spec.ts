import type { Generations } from '../../queries/generations.js';
import { adapted, isCurrent, refilled, switched, type Wanted } from './transitions.js';

const NOW = 1_000;
const wanted: Wanted = { projection: 'parcels', version: 1, partitions: 2 };
const newer: Wanted = { ...wanted, version: 2 };
const first = adapted(undefined, wanted, NOW);

describe('the generations of a projection', () => {
  it('begin with one that serves', () => {
    expect(first).toMatchObject({
      serving: { version: 1, number: 1, partitions: 2 },
      filling: null,
      newest: 1,
    });
  });

  it('stay the very same while what serves is current', () => {
    expect(adapted(first, wanted, NOW)).toBe(first);
  });

  it.each([newer, { ...wanted, partitions: 3 }])(
    'are joined by one that is filled, for $version/$partitions',
    (other) => {
      const { serving, filling, newest } = adapted(first, other, NOW);
      expect(serving).toBe(first.serving);
      expect(filling && isCurrent(filling, other)).toBe(true);
      expect({ number: filling?.number, newest }).toEqual({ number: 2, newest: 2 });
    },
  );

  it('go on with what an earlier worker of the same code was filling', () => {
    const filling = adapted(first, newer, NOW);
    expect(adapted(filling, newer, NOW)).toBe(filling);
  });

  it('retire what is filled for code that is gone, and fill nothing where what serves is current', () => {
    const filling = adapted(first, newer, NOW);
    expect(adapted(filling, wanted, NOW)).toMatchObject({
      serving: first.serving,
      filling: null,
      retired: [{ collection: filling.filling?.collection, partitions: 2, since: NOW }],
      newest: 2,
    });
  });

  it('fill anew where what serves stands still already', () => {
    const handingOver: Generations = { ...adapted(first, newer, NOW), handingOver: true };
    expect(adapted(handingOver, wanted, NOW)).toMatchObject({
      filling: { version: 1, number: 3 },
      newest: 3,
    });
  });

  it('switch to what was filled', () => {
    const filling = refilled(first, wanted);
    const { serving, retired, ...others } = switched({ ...filling, handingOver: true }, first.serving, NOW);
    expect(serving).toBe(first.serving);
    expect(retired).toEqual([{ collection: first.serving.collection, partitions: 2, since: NOW }]);
    expect(others).toEqual({ kind: 'generations', projection: 'parcels', filling: null, newest: 2 });
  });
});
