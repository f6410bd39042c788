import type { VoucherChange, VoucherRequest } from '#application';
import { EXAM_CODE, OFFER_ID } from './offer.js';

const MINUTE = 60_000;

/**
 * What follows on the request in a voucher's life: the first sitting fails, the retake passes. Each is made when it
 * is sent, since appointments lie in the future and reports do not. References are told apart by `name`.
 */
export const CHANGES: readonly ((name: string) => VoucherChange)[] = [
  (name) => ({ type: 'ScheduleExam', examCode: EXAM_CODE, appointment: appointment(`${name}-1`, 30) }),
  (name) => ({
    type: 'RecordPayment',
    examCode: EXAM_CODE,
    price: { amount: '160.00', currency: 'USD' },
    paymentReference: `PAY-${name}`,
  }),
  (name) => ({ type: 'RescheduleExam', examCode: EXAM_CODE, appointment: appointment(`${name}-1`, 45) }),
  (name) => report(name, 'failed', 612),
  (name) => ({ type: 'ScheduleRetake', examCode: EXAM_CODE, appointment: appointment(`${name}-2`, 30) }),
  (name) => ({ type: 'RescheduleExam', examCode: EXAM_CODE, appointment: appointment(`${name}-2`, 45) }),
  (name) => report(name, 'passed', 845),
];

/** Commands of a whole life, the request included. */
const COMMANDS = CHANGES.length + 1;

/** Events that they record: the voucher is issued with its request, and the retake granted with the failed result. */
export const EVENTS = COMMANDS + 2;

export function request(name: string): VoucherRequest {
  return {
    offerId: OFFER_ID,
    candidateId: name,
    details: { name: `Candidate ${name}`, email: `${name}@example.org` },
  };
}

function appointment(bookingReference: string, minutes: number) {
  const startsAt = new Date(Date.now() + minutes * MINUTE).toISOString();
  return { bookingReference, siteCode: 'US-NYC-042', startsAt };
}

function report(name: string, outcome: 'passed' | 'failed', score: number): VoucherChange {
  const takenAt = new Date().toISOString();
  const reportId = `RPT-${name}-${outcome}`;
  return { type: 'RecordExamResult', examCode: EXAM_CODE, outcome, score, takenAt, reportId };
}
