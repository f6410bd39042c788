import type { Terms } from '../offer/offer.terms.js';
import type { Instant } from '../shared/calendar.js';
import type { ExamCode } from '../shared/exam-code.js';
import type {
  Appointment,
  AppointmentCancelled,
  Attempt,
  CorrectedOutcome,
  ExamForfeited,
  ExamPaid,
  ExamRescheduled,
  ExamResultCorrected,
  ExamResultRecorded,
  ExamScheduled,
  Money,
  Outcome,
  RetakeGranted,
  RetakeScheduled,
  RetakeWithdrawn,
  VoucherCodeReissued,
  VoucherDeclined,
  VoucherExpired,
  VoucherExtended,
  VoucherIssued,
  VoucherRequested,
  VoucherRevoked,
} from '../voucher/voucher.events.js';
import { voucherIdOf } from '../voucher/voucher.stream.js';
import { EXPIRES_AT, professional } from './offers.js';

/** Events with the particulars that a story does not care about filled in. Everything is of one candidate. */

export const EXAM = '070-480';
export const OTHER_EXAM = '070-486';
export const CANDIDATE = 'cand-1';
export const CODE = { sealed: 'sealed-code', hash: 'hash-of-code' };
export const PERSON = { candidate: 'sealed-person', emailHash: 'hash-of-email' };
export const PRICE: Money = { amount: '160.00', currency: 'USD' };
export const FREE: Money = { amount: '0.00', currency: 'USD' };

const { offerId } = professional;

export function requested(exams?: readonly ExamCode[]): VoucherRequested {
  const voucherId = voucherIdOf(offerId, CANDIDATE, 1);
  const named = exams && { exams };
  return {
    type: 'VoucherRequested',
    data: { offerId, voucherId, candidateId: CANDIDATE, ordinal: 1, ...PERSON, ...named },
  };
}

export function issued(terms: Terms = professional.terms, expiresAt: Instant = EXPIRES_AT): VoucherIssued {
  return {
    type: 'VoucherIssued',
    data: { offerId, terms, code: CODE.sealed, codeHash: CODE.hash, expiresAt },
  };
}

export function declined(reason = 'not eligible'): VoucherDeclined {
  return { type: 'VoucherDeclined', data: { offerId, reason } };
}

export function booking(bookingReference: string, startsAt: Instant, siteCode = 'NYC1'): Appointment {
  return { bookingReference, siteCode, startsAt };
}

export function scheduled(appointment: Appointment, examCode = EXAM): ExamScheduled {
  return { type: 'ExamScheduled', data: { offerId, examCode, attempt: 'first', appointment } };
}

export function paid(paymentReference = 'P1', examCode = EXAM, price = PRICE): ExamPaid {
  return { type: 'ExamPaid', data: { offerId, examCode, price, paymentReference } };
}

export function rescheduled(
  appointment: Appointment,
  attempt: Attempt = 'first',
  examCode = EXAM,
): ExamRescheduled {
  return { type: 'ExamRescheduled', data: { offerId, examCode, attempt, appointment } };
}

export function cancelled(
  cancelledBy: 'candidate' | 'provider',
  { attempt = 'first', refundDue = false, examCode = EXAM }: Partial<AppointmentCancelled['data']> = {},
): AppointmentCancelled {
  return { type: 'AppointmentCancelled', data: { offerId, examCode, attempt, cancelledBy, refundDue } };
}

export function forfeited(
  cause: ExamForfeited['data']['cause'],
  attempt: Attempt = 'first',
  examCode = EXAM,
): ExamForfeited {
  return { type: 'ExamForfeited', data: { offerId, examCode, attempt, cause } };
}

export function resulted(
  attempt: Attempt,
  outcome: Outcome,
  takenAt: Instant,
  reportId: string,
  examCode = EXAM,
): ExamResultRecorded {
  return {
    type: 'ExamResultRecorded',
    data: { offerId, examCode, attempt, outcome, score: 640, takenAt, reportId },
  };
}

export function granted(
  failedAt: Instant,
  { availableFrom = failedAt, expiresAt = EXPIRES_AT, examCode = EXAM }: Partial<RetakeGranted['data']> = {},
): RetakeGranted {
  return { type: 'RetakeGranted', data: { offerId, examCode, failedAt, availableFrom, expiresAt } };
}

export function retakeScheduled(appointment: Appointment, examCode = EXAM): RetakeScheduled {
  return {
    type: 'RetakeScheduled',
    data: { offerId, examCode, attempt: 'retake', appointment, price: FREE },
  };
}

export function withdrawn(examCode = EXAM): RetakeWithdrawn {
  return { type: 'RetakeWithdrawn', data: { offerId, examCode } };
}

export function corrected(
  attempt: Attempt,
  previousOutcome: CorrectedOutcome,
  outcome: CorrectedOutcome,
  examCode = EXAM,
): ExamResultCorrected {
  return {
    type: 'ExamResultCorrected',
    data: { offerId, examCode, attempt, previousOutcome, outcome, reason: 'rescored' },
  };
}

export function extended(previousExpiresAt: Instant, expiresAt: Instant): VoucherExtended {
  return { type: 'VoucherExtended', data: { offerId, previousExpiresAt, expiresAt, reason: 'illness' } };
}

export function codeReissued(code: string, codeHash: string): VoucherCodeReissued {
  return { type: 'VoucherCodeReissued', data: { offerId, code, codeHash, reason: 'code leaked' } };
}

export function revoked(revokedAt: Instant): VoucherRevoked {
  return { type: 'VoucherRevoked', data: { offerId, reason: 'fraud', revokedAt } };
}

export function expired(
  firstSittings: number,
  retakes: readonly ExamCode[],
  expiresAt: Instant = EXPIRES_AT,
): VoucherExpired {
  return { type: 'VoucherExpired', data: { offerId, expiresAt, unused: { firstSittings, retakes } } };
}
