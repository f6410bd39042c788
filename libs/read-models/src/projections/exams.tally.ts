import { isIssued } from '#vouchers';
import type { Tally } from '../projection.js';
import { countEntry } from './entry-counters.js';
import type { VoucherDocument } from './vouchers.projection.js';

/** One row per offer and exam: the sums of `EntryCounters`. */
export const examsTally: Tally<VoucherDocument> = {
  name: 'exams',
  count: ({ voucher, offerId }) => {
    if (!isIssued(voucher)) return {};
    const entries = Object.values(voucher.entries);
    return Object.fromEntries(
      entries.map((entry) => [
        examRow({ offerId, examCode: entry.examCode }),
        { ...countEntry(entry, voucher) },
      ]),
    );
  },
};

/** What a row of the exams is of. */
interface ExamRow {
  readonly offerId: string;
  readonly examCode: string;
}

function examRow({ offerId, examCode }: ExamRow): string {
  return `${offerId}/${examCode}`;
}

/** @param id of a row of the exams */
export function readExamRow(id: string): ExamRow {
  const [offerId = '', examCode = ''] = id.split('/');
  return { offerId, examCode };
}
