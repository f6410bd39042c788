import type { Instant } from '../shared/calendar.js';
import type { ExamCode } from '../shared/exam-code.js';
import type { Appointment, Attempt, CorrectedOutcome, Money, Outcome } from './voucher.events.js';

/** An attempt that was actually taken. */
export interface Sitting {
  /** As the provider reported it. */
  readonly reported: Outcome;
  /** As it counts, after corrections. */
  readonly outcome: CorrectedOutcome;
  readonly score?: number;
  readonly takenAt: Instant;
  readonly reportId: string;
}

export interface AttemptRecord {
  readonly appointment?: Appointment;
  readonly sitting?: Sitting;
  readonly forfeited?: 'no-show' | 'late-cancellation';
}

export interface FirstAttempt extends AttemptRecord {
  readonly payment?: { readonly price: Money; readonly paymentReference: string };
}

export interface RetakeAttempt extends AttemptRecord {
  readonly failedAt: Instant;
  readonly availableFrom: Instant;
}

/** One exam on a voucher: facts only, its status follows from them. */
export interface ExamEntry {
  readonly examCode: ExamCode;
  readonly first: FirstAttempt;
  /** There while a retake is granted, and for ever once it was taken or forfeited. */
  readonly retake?: RetakeAttempt;
}

export type EntryStatus =
  | 'scheduled'
  | 'paid'
  | 'passed'
  | 'retake-available'
  | 'retake-scheduled'
  | 'failed'
  | 'forfeited'
  | 'invalidated';

export function entryStatus({ first, retake }: ExamEntry): EntryStatus {
  if (first.forfeited) return 'forfeited';
  if (!first.sitting) return first.payment ? 'paid' : 'scheduled';
  if (first.sitting.outcome !== 'failed') return first.sitting.outcome;
  if (!retake) return 'failed';
  if (retake.forfeited) return 'forfeited';
  if (retake.sitting) return retake.sitting.outcome;
  return retake.appointment ? 'retake-scheduled' : 'retake-available';
}

const CLOSED: readonly EntryStatus[] = ['passed', 'failed', 'forfeited', 'invalidated'];

export function isClosed(entry: ExamEntry): boolean {
  return CLOSED.includes(entryStatus(entry));
}

/** Rule 11: a retake that was taken or forfeited is gone for ever, whatever is corrected afterwards. */
export function isRetakeUsed(entry: ExamEntry): boolean {
  return entry.retake?.sitting !== undefined || entry.retake?.forfeited !== undefined;
}

/** An attempt that is booked, and neither taken nor forfeited. */
export interface Booking {
  readonly attempt: Attempt;
  readonly appointment: Appointment;
}

export function openBooking(entry: ExamEntry | undefined): Booking | undefined {
  if (!entry || isClosed(entry)) return undefined;
  const attempt = entry.first.sitting ? 'retake' : 'first';
  const appointment = entry[attempt]?.appointment;
  return appointment && { attempt, appointment };
}
