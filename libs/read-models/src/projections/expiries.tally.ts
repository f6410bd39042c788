import { type EntryStatus, entryStatus, isIssued, type IssuedVoucher } from '#vouchers';
import type { Tally } from '../projection.js';
import type { VoucherDocument } from './vouchers.projection.js';

type Waiting = 'unbooked' | 'booked' | 'retakeWaiting';

/**
 * One row per expiry instant and offer, `<expiresAt>/<offerId>`: active vouchers by what they wait for. In this order
 * those that are long past, which stay for ever, need not be read to find what ends soon.
 */
export const expiriesTally: Tally<VoucherDocument> = {
  name: 'expiries',
  count: ({ voucher, offerId }) => {
    if (!isIssued(voucher) || voucher.status !== 'active') return {};
    return { [`${voucher.expiresAt}/${offerId}`]: { [waitingFor(voucher)]: 1 } };
  },
};

const BOOKED: readonly EntryStatus[] = ['scheduled', 'paid', 'retake-scheduled'];

function waitingFor(voucher: IssuedVoucher): Waiting {
  const statuses = Object.values(voucher.entries).map(entryStatus);
  if (statuses.includes('retake-available')) return 'retakeWaiting';
  return statuses.some((status) => BOOKED.includes(status)) ? 'booked' : 'unbooked';
}
