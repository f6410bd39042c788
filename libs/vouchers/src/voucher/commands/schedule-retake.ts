import type { ExamCode } from '../../shared/exam-code.js';
import { startsAfterWait, startsBeforeExpiry, startsInFuture } from '../rules/appointment-rules.js';
import { notBookedYet, notPassedYet, retakeGranted, retakeNotUsed } from '../rules/attempt-rules.js';
import { examCodeWellFormed } from '../rules/exam-rules.js';
import { inForce } from '../rules/voucher-rules.js';
import type { Appointment, Money } from '../voucher.events.js';
import { entryOf, type IssuedVoucher } from '../voucher.state.js';
import { onIssuedVoucher } from './on-issued-voucher.js';

/** Books the one free retake of an exam. */
export interface ScheduleRetake {
  readonly type: 'ScheduleRetake';
  readonly examCode: ExamCode;
  readonly appointment: Appointment;
}

export const scheduleRetake = onIssuedVoucher<ScheduleRetake>(
  [
    examCodeWellFormed,
    inForce,
    retakeNotUsed,
    retakeGranted,
    notPassedYet,
    startsBeforeExpiry,
    startsInFuture,
    notBookedYet,
    startsAfterWait,
  ],
  ({ examCode, appointment }, voucher) => [
    {
      type: 'RetakeScheduled',
      data: {
        offerId: voucher.offerId,
        examCode,
        attempt: 'retake',
        appointment,
        price: free(voucher, examCode),
      },
    },
  ],
);

/** Rule 8: nothing, in the currency of the first sitting. */
function free(voucher: IssuedVoucher, examCode: ExamCode): Money {
  return { amount: '0.00', currency: entryOf(voucher, examCode)?.first.payment?.price.currency ?? 'XXX' };
}
