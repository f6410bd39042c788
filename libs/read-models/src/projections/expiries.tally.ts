import type { Instant } from '#clock';
import { type EntryStatus, entryStatus, isIssued, type IssuedVoucher } from '#vouchers';
import type { Tally } from '../projection.js';
import type { VoucherDocument } from './vouchers.projection.js';

type Waiting = 'unbooked' | 'booked' | 'retakeWaiting';

/** One row per expiry instant and offer: active vouchers by what they wait for. */
export const expiriesTally: Tally<VoucherDocument> = {
  name: 'expiries',
  count: ({ voucher, offerId }) => {
    if (!isIssued(voucher) || voucher.status !== 'active') return {};
    return { [expiryRow({ expiresAt: voucher.expiresAt, offerId })]: { [waitingFor(voucher)]: 1 } };
  },
};

/** What a row of the expiries is of. */
interface ExpiryRow {
  readonly expiresAt: Instant;
  readonly offerId: string;
}

/** The instant first: those that are long past, which stay for ever, need not be read to find what ends soon. */
function expiryRow({ expiresAt, offerId }: ExpiryRow): string {
  return `${expiresAt}/${offerId}`;
}

/** @param id of a row of the expiries */
export function readExpiryRow(id: string): ExpiryRow {
  const [expiresAt = '', offerId = ''] = id.split('/');
  return { expiresAt, offerId };
}

/** What expires from one instant to another, both included, has the rows whose ids lie between these two texts. */
export function expiriesWithin(from: Instant, to: Instant): readonly [above: string, below: string] {
  return [from, `${to}0`];
}

const BOOKED: readonly EntryStatus[] = ['scheduled', 'paid', 'retake-scheduled'];

function waitingFor(voucher: IssuedVoucher): Waiting {
  const statuses = Object.values(voucher.entries).map(entryStatus);
  if (statuses.includes('retake-available')) return 'retakeWaiting';
  return statuses.some((status) => BOOKED.includes(status)) ? 'booked' : 'unbooked';
}
