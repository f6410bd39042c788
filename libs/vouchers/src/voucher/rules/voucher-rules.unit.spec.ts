import { expired, revoked } from '../../testing/events.js';
import { voucherOf } from '../../testing/given.js';
import { active, firstPassed, ISSUED_AT } from '../../testing/stories.js';
import type { VoucherEvent } from '../voucher.events.js';
import { notActive } from './voucher-rules.js';

describe('a voucher that is not active', () => {
  const AFTER_EXPIRY = '2014-06-01T04:00:00.000Z';

  it.each<[string, readonly VoucherEvent[], string]>([
    ['expired', active, AFTER_EXPIRY], // not recorded yet
    ['expired', [...active, expired(1, [])], AFTER_EXPIRY],
    ['completed', firstPassed, AFTER_EXPIRY],
    ['revoked', [...active, revoked(ISSUED_AT)], AFTER_EXPIRY],
  ])('is told to be %s', (status, history, at) => {
    const voucher = voucherOf(...history);
    expect(voucher.status === 'none' || notActive(voucher, at).detail).toMatch(
      new RegExp(`: it is ${status}`),
    );
  });
});
