import type { ExamCode } from '../../shared/exam-code.js';
import { openBooking } from '../exam-entry.js';
import { isInTime } from '../rules/appointment-rules.js';
import { notPassedYet, sittingBooked } from '../rules/attempt-rules.js';
import { examCodeWellFormed } from '../rules/exam-rules.js';
import { inForce } from '../rules/voucher-rules.js';
import { entryOf } from '../voucher.state.js';
import { onIssuedVoucher } from './on-issued-voucher.js';

/** Gives the booked attempt back, or forfeits it when the candidate is too late (rule 14). */
export interface CancelAppointment {
  readonly type: 'CancelAppointment';
  readonly examCode: ExamCode;
  readonly cancelledBy: 'candidate' | 'provider';
  readonly reason?: string;
}

export const cancelAppointment = onIssuedVoucher<CancelAppointment>(
  [examCodeWellFormed, inForce, sittingBooked, notPassedYet],
  ({ examCode, cancelledBy, reason }, voucher, { now }) => {
    const { offerId } = voucher;
    const entry = entryOf(voucher, examCode);
    const booking = openBooking(entry);
    if (!booking) return [];
    const { attempt } = booking;
    if (cancelledBy === 'candidate' && !isInTime(booking, voucher, now)) {
      return [{ type: 'ExamForfeited', data: { offerId, examCode, attempt, cause: 'late-cancellation' } }];
    }
    const refundDue = attempt === 'first' && entry?.first.payment !== undefined;
    return [
      {
        type: 'AppointmentCancelled',
        data: { offerId, examCode, attempt, cancelledBy, refundDue, ...(reason !== undefined && { reason }) },
      },
    ];
  },
);
