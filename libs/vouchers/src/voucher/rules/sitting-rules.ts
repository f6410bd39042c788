import { type Instant, startOfDay, dayOf } from '../../shared/calendar.js';
import type { Rule } from '../../shared/decision.js';
import type { ExamCode } from '../../shared/exam-code.js';
import type { Refusal } from '../../shared/refusal.js';
import { entryStatus, openBooking } from '../exam-entry.js';
import { entryOf, type IssuedVoucher } from '../voucher.state.js';
import { notActive } from './voucher-rules.js';

interface ReportsSitting {
  readonly examCode: ExamCode;
  readonly takenAt: Instant;
}

/** Rule 8, first third. */
export const firstSittingPaid: Rule<ReportsSitting, IssuedVoucher> = ({ examCode }, voucher) => {
  const entry = entryOf(voucher, examCode);
  if (!entry || entryStatus(entry) !== 'scheduled') return undefined;
  return { code: 'EXAM_NOT_PAID', detail: `The first sitting of ${examCode} has not been paid for yet.` };
};

/** Rule 9, second half. */
export const sittingInRange: Rule<ReportsSitting, IssuedVoucher> = (
  { examCode, takenAt },
  voucher,
  { now },
) => {
  const entry = entryOf(voucher, examCode);
  const booking = openBooking(entry);
  if (!booking) return undefined;
  if (takenAt < startOfAppointmentDay(booking.appointment.startsAt, voucher))
    return outOfRange(`the appointment is on ${dayOf(booking.appointment.startsAt, voucher.terms.timeZone)}`);
  if (takenAt > now) return outOfRange(`it is ${now} now`);
  if (takenAt > voucher.expiresAt) return outOfRange(`the voucher ended at ${voucher.expiresAt}`);
  if (entry?.retake && takenAt < entry.retake.failedAt) {
    return outOfRange(`the failed first sitting was at ${entry.retake.failedAt}`);
  }
  return undefined;

  function outOfRange(why: string): Refusal {
    return {
      code: 'SITTING_OUT_OF_RANGE',
      detail: `There cannot have been a sitting at ${takenAt}: ${why}.`,
    };
  }
};

/** Rule 18: of a revoked voucher, sittings from before the revocation count. An expired one is judged by rule 9. */
export const takenWhileActive: Rule<ReportsSitting, IssuedVoucher> = ({ takenAt }, voucher, { now }) =>
  voucher.revokedAt !== undefined && takenAt > voucher.revokedAt ? notActive(voucher, now) : undefined;

export function startOfAppointmentDay(startsAt: Instant, { terms }: IssuedVoucher): Instant {
  return startOfDay(dayOf(startsAt, terms.timeZone), terms.timeZone);
}
