import type { Instant } from '../../shared/calendar.js';
import type { ExamCode } from '../../shared/exam-code.js';
import { openBooking } from '../exam-entry.js';
import { grantRetake } from '../grant-retake.js';
import { notPassedYet, sittingBooked } from '../rules/attempt-rules.js';
import { examCodeWellFormed } from '../rules/exam-rules.js';
import { firstSittingPaid, sittingInRange, takenWhileActive } from '../rules/sitting-rules.js';
import type { Outcome } from '../voucher.events.js';
import { entryOf, isInForce } from '../voucher.state.js';
import { onIssuedVoucher } from './on-issued-voucher.js';

/** The provider's report of a sitting, late and repeated ones included. */
export interface RecordExamResult {
  readonly type: 'RecordExamResult';
  readonly examCode: ExamCode;
  readonly outcome: Outcome;
  readonly score?: number;
  readonly takenAt: Instant;
  readonly reportId: string;
}

export const recordExamResult = onIssuedVoucher<RecordExamResult>(
  [examCodeWellFormed, firstSittingPaid, sittingBooked, sittingInRange, notPassedYet, takenWhileActive],
  ({ examCode, outcome, score, takenAt, reportId }, voucher, { now }) => {
    const { offerId } = voucher;
    const attempt = openBooking(entryOf(voucher, examCode))?.attempt ?? 'first';
    const scored = score !== undefined && { score };
    const grants = attempt === 'first' && outcome === 'failed' && isInForce(voucher, now);
    return [
      {
        type: 'ExamResultRecorded',
        data: { offerId, examCode, attempt, outcome, ...scored, takenAt, reportId },
      },
      ...(grants ? [grantRetake(voucher, examCode, takenAt)] : []),
    ];
  },
);
