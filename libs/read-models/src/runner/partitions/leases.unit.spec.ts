import fc from 'fast-check';
import { balanced, fairShare, NOBODY, ownedBy, resized, without, type Leases } from './leases.js';

const member = { beat: 1, process: { pid: 1 } };

function leasesOf(workers: readonly string[], owners: readonly string[]): Leases {
  const members = Object.fromEntries(workers.map((id) => [id, member]));
  return { kind: 'leases', owners, workers: members };
}

/** What a worker does with one beat; it never works on more than it may. */
const beat = (leases: Leases, worker: string): Leases => balanced(leases, worker, []);

describe('leases', () => {
  const some = fc.integer({ min: 1, max: 6 }).chain((workers) => {
    const ids = Array.from({ length: workers }, (_, index) => `w${index}`);
    const owner = fc.constantFrom(NOBODY, ...ids);
    return fc.record({
      ids: fc.constant(ids),
      owners: fc.array(owner, { minLength: 1, maxLength: 9 }),
      order: fc.infiniteStream(fc.constantFrom(...ids)),
    });
  });

  it('come to an equal share for each worker, in whatever order they beat, and then stay', () => {
    fc.assert(
      fc.property(some, ({ ids, owners, order }) => {
        let leases = leasesOf(ids, owners);
        for (const worker of order.take(20)) leases = beat(leases, worker);
        for (let round = 0; round < 3; round += 1) leases = ids.reduce(beat, leases);
        const sizes = ids.map((id) => ownedBy(leases, id).length);
        expect(leases.owners).not.toContain(NOBODY);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(ids.reduce(beat, leases)).toEqual(leases);
      }),
    );
  });

  it('take nothing from a worker that it may keep', () => {
    fc.assert(
      fc.property(some, ({ ids, owners }) => {
        const leases = leasesOf(ids, owners);
        for (const worker of ids) {
          const after = beat(leases, worker);
          leases.owners.forEach((owner, partition) => {
            if (owner !== worker && owner !== NOBODY) expect(after.owners[partition]).toBe(owner);
          });
          expect(ownedBy(after, worker).length).toBeLessThanOrEqual(fairShare(leases, worker));
        }
      }),
    );
  });

  it('leave what is worked on with its owner', () => {
    const leases = leasesOf(['a', 'b'], ['a', 'a', 'a', 'a']);
    expect(balanced(leases, 'a', [0, 1, 2, 3])).toEqual(leases);
    expect(balanced(leases, 'a', [0, 1]).owners).toEqual(['a', 'a', NOBODY, NOBODY]);
  });

  it('leave a single partition where it is when a second worker comes', () => {
    const leases = leasesOf(['a', 'b'], ['b']);
    expect(beat(beat(leases, 'a'), 'b')).toEqual(leases);
  });

  it('give what a dead worker owned to the others', () => {
    const alive = without(leasesOf(['a', 'b'], ['a', 'b']), new Set(['b']));
    expect(alive).toEqual(leasesOf(['a'], ['a', NOBODY]));
    expect(beat(alive, 'a').owners).toEqual(['a', 'a']);
  });

  it.each([1, 2, 5])('are kept where they can be when there are %s partitions', (partitions) => {
    const { owners } = resized(leasesOf(['a', 'b'], ['a', 'b', 'gone']), partitions);
    expect(owners).toEqual(['a', 'b', NOBODY, NOBODY, NOBODY].slice(0, partitions));
  });
});
