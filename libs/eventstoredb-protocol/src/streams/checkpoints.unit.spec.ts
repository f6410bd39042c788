import fc from 'fast-check';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { Checkpoints } from './checkpoints.js';

function checkpoints(after: bigint, interval: number, window?: number): Checkpoints {
  const filter = new streams.ReadReq.Options.FilterOptions().setCheckpointintervalmultiplier(interval);
  if (window !== undefined) filter.setMax(window);
  return new Checkpoints(filter, after);
}

describe('checkpoints', () => {
  it('are due once in window times interval events, 32 being the usual window', () => {
    expect([...checkpoints(10n, 2).upTo(202n)]).toEqual([74n, 138n, 202n]);
    expect([...checkpoints(0n, 3, 5).upTo(44n)]).toEqual([15n, 30n]);
    expect([...checkpoints(0n, 0, 0).upTo(2n)]).toEqual([1n, 2n]);
  });

  it('stand where the events that were looked at end', () => {
    const due = checkpoints(0n, 1, 10);
    expect([...due.before(10n)]).toEqual([]);
    expect([...due.upTo(10n)]).toEqual([10n]);
    expect([...due.before(11n)]).toEqual([]);
  });

  it('are counted anew from where the end was reached', () => {
    const due = checkpoints(0n, 1, 10);
    expect(due.move(4n)).toBe(true);
    expect(due.move(4n)).toBe(false);
    expect([...due.upTo(14n)]).toEqual([14n]);
    expect(due.move(14n)).toBe(false);
  });

  it('are the same however the events come in batches', () => {
    const steps = fc.array(fc.bigInt({ min: 0n, max: 100n }), { maxLength: 30 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 20 }), (batches, window) => {
        const due = checkpoints(7n, 1, window);
        let position = 7n;
        const inBatches = batches.flatMap((step) => [...due.upTo((position += step))]);
        expect(inBatches).toEqual([...checkpoints(7n, 1, window).upTo(position)]);
      }),
    );
  });
});
