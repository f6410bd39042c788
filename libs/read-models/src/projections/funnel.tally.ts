import { isIssued } from '#vouchers';
import type { Tally } from '../projection.js';
import { addCounters } from './add-counters.js';
import { countEntry } from './entry-counters.js';
import type { VoucherDocument } from './vouchers.projection.js';

/**
 * One row per offer: its vouchers by status (`status:active`), those issued, those that expired with and without a
 * sitting, and the sums of what their exams count for (see `EntryCounters`).
 */
export const funnelTally: Tally<VoucherDocument> = {
  name: 'funnel',
  count: ({ voucher, offerId }) => {
    const status = { [`status:${voucher.status}`]: 1 };
    if (!isIssued(voucher)) return { [offerId]: status };
    const entries = Object.values(voucher.entries);
    const expired = voucher.status === 'expired';
    const unused = expired && entries.every(({ first }) => !first.sitting);
    const vouchers = { issued: 1, expired: Number(expired), expiredUnused: Number(unused) };
    return {
      [offerId]: addCounters([status, vouchers, ...entries.map((entry) => countEntry(entry, voucher))]),
    };
  },
};
