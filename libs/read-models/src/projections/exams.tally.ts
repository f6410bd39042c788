import { isIssued } from '#vouchers';
import type { Tally } from '../projection.js';
import { countEntry } from './entry-counters.js';
import type { VoucherDocument } from './vouchers.projection.js';

/** One row per offer and exam, `<offerId>/<examCode>`: the sums of `EntryCounters`. */
export const examsTally: Tally<VoucherDocument> = {
  name: 'exams',
  count: ({ voucher, offerId }) => {
    if (!isIssued(voucher)) return {};
    const entries = Object.values(voucher.entries);
    return Object.fromEntries(
      entries.map((entry) => [`${offerId}/${entry.examCode}`, { ...countEntry(entry, voucher) }]),
    );
  },
};
