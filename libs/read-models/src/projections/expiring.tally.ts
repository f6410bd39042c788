import { type EntryStatus, entryStatus, isIssued, type IssuedVoucher } from '#vouchers';
import type { Tally } from '../projection.js';
import type { VoucherDocument } from './vouchers.projection.js';

type Waiting = 'unbooked' | 'booked' | 'retakeWaiting';

/** One row per offer and expiry instant, `<offerId>/<expiresAt>`: active vouchers by what they wait for. */
export const expiringTally: Tally<VoucherDocument> = {
  name: 'expiring',
  count: ({ voucher, offerId }) => {
    if (!isIssued(voucher) || voucher.status !== 'active') return {};
    return { [`${offerId}/${voucher.expiresAt}`]: { [waitingFor(voucher)]: 1 } };
  },
};

const BOOKED: readonly EntryStatus[] = ['scheduled', 'paid', 'retake-scheduled'];

function waitingFor(voucher: IssuedVoucher): Waiting {
  const statuses = Object.values(voucher.entries).map(entryStatus);
  if (statuses.includes('retake-available')) return 'retakeWaiting';
  return statuses.some((status) => BOOKED.includes(status)) ? 'booked' : 'unbooked';
}
