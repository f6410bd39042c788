import type { ExamCode } from '../../shared/exam-code.js';
import { openBooking } from '../exam-entry.js';
import {
  changedInTime,
  startsAfterWait,
  startsBeforeExpiry,
  startsInFuture,
} from '../rules/appointment-rules.js';
import { notPassedYet, sittingBooked } from '../rules/attempt-rules.js';
import { examCodeWellFormed } from '../rules/exam-rules.js';
import { inForce } from '../rules/voucher-rules.js';
import type { Appointment } from '../voucher.events.js';
import { entryOf } from '../voucher.state.js';
import { onIssuedVoucher } from './on-issued-voucher.js';

/**
 * Moves the booked attempt. The booking may keep its reference; but a move that says the same as an earlier one
 * of the same reference is taken for a repetition of that (rule 19).
 */
export interface RescheduleExam {
  readonly type: 'RescheduleExam';
  readonly examCode: ExamCode;
  readonly appointment: Appointment;
}

export const rescheduleExam = onIssuedVoucher<RescheduleExam>(
  [
    examCodeWellFormed,
    inForce,
    startsBeforeExpiry,
    startsInFuture,
    sittingBooked,
    startsAfterWait,
    notPassedYet,
    changedInTime,
  ],
  ({ examCode, appointment }, voucher) => [
    {
      type: 'ExamRescheduled',
      data: {
        offerId: voucher.offerId,
        examCode,
        attempt: openBooking(entryOf(voucher, examCode))?.attempt ?? 'first',
        appointment,
      },
    },
  ],
  ({ examCode }, voucher) => {
    const booking = openBooking(entryOf(voucher, examCode));
    return booking && `booking:${booking.appointment.bookingReference}`;
  },
);
