import type { Rule } from '../../shared/decision.js';
import { entryStatus, isRetakeUsed, openBooking } from '../exam-entry.js';
import { entryOf, type IssuedVoucher } from '../voucher.state.js';
import type { AboutExam } from './exam-rules.js';

/** Rule 7. */
export const notBookedYet: Rule<AboutExam, IssuedVoucher> = ({ examCode }, voucher) => {
  const booking = openBooking(entryOf(voucher, examCode));
  if (!booking) return undefined;
  return {
    code: 'EXAM_ALREADY_SCHEDULED',
    detail: `Exam ${examCode} is booked already, for ${booking.appointment.startsAt}; move or cancel that.`,
  };
};

/** Rule 7 for the first attempt: there is only one. What became of it decides which code refuses. */
export const firstAttemptLeft: Rule<AboutExam, IssuedVoucher> = ({ examCode }, voucher) => {
  const entry = entryOf(voucher, examCode);
  if (!entry || openBooking(entry)?.attempt === 'first') return undefined;
  switch (entryStatus(entry)) {
    case 'passed':
      return undefined;
    case 'retake-available':
      return {
        code: 'EXAM_ALREADY_SCHEDULED',
        detail: `The first attempt at ${examCode} was taken; schedule the retake.`,
      };
    default:
      return isRetakeUsed(entry)
        ? { code: 'RETAKE_ALREADY_USED', detail: `Both attempts at ${examCode} are used.` }
        : { code: 'EXAM_ALLOWANCE_EXCEEDED', detail: `The first attempt at ${examCode} is used.` };
  }
};

/** Rule 13. */
export const notPassedYet: Rule<AboutExam, IssuedVoucher> = ({ examCode }, voucher) => {
  const entry = entryOf(voucher, examCode);
  if (!entry || entryStatus(entry) !== 'passed') return undefined;
  return { code: 'EXAM_ALREADY_PASSED', detail: `Exam ${examCode} has been passed, and is closed.` };
};

/** Rule 9, first half; also for all that is done to a booking. */
export const sittingBooked: Rule<AboutExam, IssuedVoucher> = ({ examCode }, voucher) => {
  const entry = entryOf(voucher, examCode);
  if (openBooking(entry) || (entry && entryStatus(entry) === 'passed')) return undefined;
  return { code: 'NO_SITTING_BOOKED', detail: `No attempt at ${examCode} is booked.` };
};

/** Rule 10. */
export const retakeGranted: Rule<AboutExam, IssuedVoucher> = ({ examCode }, voucher) => {
  const entry = entryOf(voucher, examCode);
  if (entry?.retake || entry?.first.sitting?.outcome === 'passed') return undefined;
  return {
    code: 'RETAKE_NOT_GRANTED',
    detail: `A retake of ${examCode} needs a failed first sitting of ${examCode} on this voucher.`,
  };
};

/** Rule 11. */
export const retakeNotUsed: Rule<AboutExam, IssuedVoucher> = ({ examCode }, voucher) => {
  const entry = entryOf(voucher, examCode);
  if (!entry || !isRetakeUsed(entry)) return undefined;
  return {
    code: 'RETAKE_ALREADY_USED',
    detail: `The one retake of ${examCode} on this voucher was ${entry.retake?.forfeited ? 'forfeited' : 'taken'}.`,
  };
};
