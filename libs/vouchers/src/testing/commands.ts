import type { PublishedOffer } from '../offer/offer.state.js';
import type { CalendarDate, Instant } from '../shared/calendar.js';
import type { ApproveVoucherRequest } from '../voucher/commands/approve-voucher-request.js';
import type { CancelAppointment } from '../voucher/commands/cancel-appointment.js';
import type { CorrectExamResult } from '../voucher/commands/correct-exam-result.js';
import type { DeclineVoucherRequest } from '../voucher/commands/decline-voucher-request.js';
import type { ExpireVoucher } from '../voucher/commands/expire-voucher.js';
import type { ExtendVoucher } from '../voucher/commands/extend-voucher.js';
import type { RecordExamResult } from '../voucher/commands/record-exam-result.js';
import type { RecordNoShow } from '../voucher/commands/record-no-show.js';
import type { RecordPayment } from '../voucher/commands/record-payment.js';
import type { ReissueVoucherCode } from '../voucher/commands/reissue-voucher-code.js';
import type { RequestVoucher } from '../voucher/commands/request-voucher.js';
import type { RescheduleExam } from '../voucher/commands/reschedule-exam.js';
import type { RevokeVoucher } from '../voucher/commands/revoke-voucher.js';
import type { ScheduleExam } from '../voucher/commands/schedule-exam.js';
import type { ScheduleRetake } from '../voucher/commands/schedule-retake.js';
import type { Appointment, Attempt, CorrectedOutcome, Outcome } from '../voucher/voucher.events.js';
import { voucherIdOf } from '../voucher/voucher.stream.js';
import { CANDIDATE, CODE, EXAM, PERSON, PRICE } from './events.js';
import { professional } from './offers.js';

/** Commands that, accepted, make the events of `events.ts`. */

export function requestVoucher(
  offer: PublishedOffer = professional,
  particulars: Partial<RequestVoucher> = {},
): RequestVoucher {
  return {
    type: 'RequestVoucher',
    voucherId: voucherIdOf(offer.offerId, CANDIDATE, 1),
    offer,
    candidateId: CANDIDATE,
    ordinal: 1,
    alreadyHeld: 0,
    ...PERSON,
    newCode: CODE,
    ...particulars,
  };
}

export function approve(offer: PublishedOffer = professional): ApproveVoucherRequest {
  return { type: 'ApproveVoucherRequest', offer, newCode: CODE };
}

export function decline(reason = 'not eligible'): DeclineVoucherRequest {
  return { type: 'DeclineVoucherRequest', reason };
}

export function scheduleExam(appointment: Appointment, examCode = EXAM): ScheduleExam {
  return { type: 'ScheduleExam', examCode, appointment };
}

export function recordPayment(paymentReference = 'P1', examCode = EXAM, price = PRICE): RecordPayment {
  return { type: 'RecordPayment', examCode, price, paymentReference };
}

export function rescheduleExam(appointment: Appointment, examCode = EXAM): RescheduleExam {
  return { type: 'RescheduleExam', examCode, appointment };
}

export function cancel(cancelledBy: 'candidate' | 'provider', examCode = EXAM): CancelAppointment {
  return { type: 'CancelAppointment', examCode, cancelledBy };
}

export function recordNoShow(examCode = EXAM): RecordNoShow {
  return { type: 'RecordNoShow', examCode };
}

export function recordResult(
  outcome: Outcome,
  takenAt: Instant,
  reportId: string,
  examCode = EXAM,
): RecordExamResult {
  return { type: 'RecordExamResult', examCode, outcome, score: 640, takenAt, reportId };
}

export function scheduleRetake(appointment: Appointment, examCode = EXAM): ScheduleRetake {
  return { type: 'ScheduleRetake', examCode, appointment };
}

export function correct(attempt: Attempt, outcome: CorrectedOutcome, examCode = EXAM): CorrectExamResult {
  return { type: 'CorrectExamResult', examCode, attempt, outcome, reason: 'rescored' };
}

export function extend(validUntil: CalendarDate): ExtendVoucher {
  return { type: 'ExtendVoucher', validUntil, reason: 'illness' };
}

export function reissueCode(sealed: string, hash: string): ReissueVoucherCode {
  return { type: 'ReissueVoucherCode', newCode: { sealed, hash }, reason: 'code leaked' };
}

export const revoke: RevokeVoucher = { type: 'RevokeVoucher', reason: 'fraud' };

export const expire: ExpireVoucher = { type: 'ExpireVoucher' };
