import type { ExamCode } from '../../shared/exam-code.js';
import { startsBeforeExpiry, startsInFuture } from '../rules/appointment-rules.js';
import { firstAttemptLeft, notBookedYet, notPassedYet } from '../rules/attempt-rules.js';
import { examCodeWellFormed, examEligible, withinAllowance } from '../rules/exam-rules.js';
import { inForce } from '../rules/voucher-rules.js';
import type { Appointment } from '../voucher.events.js';
import { onIssuedVoucher } from './on-issued-voucher.js';

/** Books the first attempt; the exam is bound to the voucher by it. */
export interface ScheduleExam {
  readonly type: 'ScheduleExam';
  readonly examCode: ExamCode;
  readonly appointment: Appointment;
}

export const scheduleExam = onIssuedVoucher<ScheduleExam>(
  [
    examCodeWellFormed,
    examEligible,
    withinAllowance,
    inForce,
    startsBeforeExpiry,
    startsInFuture,
    notBookedYet,
    firstAttemptLeft,
    notPassedYet,
  ],
  ({ examCode, appointment }, { offerId }) => [
    { type: 'ExamScheduled', data: { offerId, examCode, attempt: 'first', appointment } },
  ],
);
