import {
  active,
  EXPIRES_AT,
  expired,
  extended,
  firstBooked,
  firstFailed,
  firstPaid,
  firstPassed,
  ISSUED_AT,
  requested,
  retakeBooked,
  revoked,
} from '#vouchers/testing';
import { given } from '../testing/given.js';
import { vouchersProjection } from './vouchers.projection.js';

const LATER = '2014-07-01T03:59:59.999Z';
const rowOf = (instant: string): string => `${instant}/second-shot-professional`;

describe('what expires soon', () => {
  it.each([
    ['a fresh voucher', active, 'unbooked'],
    ['a booked exam', firstBooked, 'booked'],
    ['a paid exam', firstPaid, 'booked'],
    ['a retake that is not booked', firstFailed, 'retakeWaiting'],
    ['a retake that is booked', retakeBooked, 'booked'],
  ])('counts %s by its expiry instant', async (_, events, waitsFor) => {
    await given({ stream: 'voucher-1', at: ISSUED_AT, events })
      .projectedBy(vouchersProjection)
      .then({ tallies: { expiries: { [rowOf(EXPIRES_AT)]: { [waitsFor]: 1 } } } });
  });

  it.each([
    ['an open request', [requested()]],
    ['a completed voucher', firstPassed],
    ['a revoked voucher', [...active, revoked(ISSUED_AT)]],
    ['an expired voucher', [...active, expired(1, [])]],
  ])('leaves out %s', async (_, events) => {
    await given({ stream: 'voucher-1', at: ISSUED_AT, events })
      .projectedBy(vouchersProjection)
      .then({ tallies: { expiries: {} } });
  });

  it('moves a voucher that is extended to its new instant', async () => {
    await given(
      { stream: 'voucher-1', at: ISSUED_AT, events: [...active, extended(EXPIRES_AT, LATER)] },
      { stream: 'voucher-2', at: ISSUED_AT, events: active },
    )
      .projectedBy(vouchersProjection)
      .then({
        tallies: { expiries: { [rowOf(EXPIRES_AT)]: { unbooked: 1 }, [rowOf(LATER)]: { unbooked: 1 } } },
      });
  });
});
