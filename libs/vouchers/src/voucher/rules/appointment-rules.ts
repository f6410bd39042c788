import type { Rule } from '../../shared/decision.js';
import { addHours, type Instant } from '../../shared/calendar.js';
import type { ExamCode } from '../../shared/exam-code.js';
import { type Booking, openBooking } from '../exam-entry.js';
import type { Appointment } from '../voucher.events.js';
import { entryOf, type IssuedVoucher } from '../voucher.state.js';

interface BooksAppointment {
  readonly examCode: ExamCode;
  readonly appointment: Appointment;
}

/** Rule 6, first half. */
export const startsBeforeExpiry: Rule<BooksAppointment, IssuedVoucher> = ({ appointment }, voucher) => {
  if (appointment.startsAt <= voucher.expiresAt) return undefined;
  return {
    code: 'APPOINTMENT_AFTER_EXPIRY',
    detail: `The appointment starts at ${appointment.startsAt}; the voucher ends at ${voucher.expiresAt}.`,
  };
};

/** Rule 6, second half. */
export const startsInFuture: Rule<BooksAppointment, unknown> = ({ appointment }, _voucher, { now }) => {
  if (appointment.startsAt > now) return undefined;
  return {
    code: 'APPOINTMENT_IN_PAST',
    detail: `The appointment starts at ${appointment.startsAt}, and it is already ${now}.`,
  };
};

/** Rule 12. */
export const startsAfterWait: Rule<BooksAppointment, IssuedVoucher> = (
  { examCode, appointment },
  voucher,
) => {
  const entry = entryOf(voucher, examCode);
  if (!entry?.retake || appointment.startsAt >= entry.retake.availableFrom) return undefined;
  return {
    code: 'RETAKE_TOO_EARLY',
    detail: `The retake of ${examCode} can start at ${entry.retake.availableFrom} at the earliest.`,
  };
};

/** Rule 14, for a move. */
export const changedInTime: Rule<{ examCode: ExamCode }, IssuedVoucher> = (
  { examCode },
  voucher,
  { now },
) => {
  const booking = openBooking(entryOf(voucher, examCode));
  if (!booking || isInTime(booking, voucher, now)) return undefined;
  return {
    code: 'CHANGE_TOO_LATE',
    detail: `A change needs ${voucher.terms.changeNoticeHours} hours; the appointment starts at ${booking.appointment.startsAt}.`,
  };
};

/** Rule 14: whether the notice is still kept at this instant. */
export function isInTime(booking: Booking, voucher: IssuedVoucher, now: Instant): boolean {
  return now <= addHours(booking.appointment.startsAt, -voucher.terms.changeNoticeHours);
}
