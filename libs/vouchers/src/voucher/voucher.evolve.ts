import { unknownEvent } from '../shared/event.js';
import type { ExamCode } from '../shared/exam-code.js';
import { type ExamEntry, isClosed } from './exam-entry.js';
import { logMessage } from './provider-messages.js';
import type {
  Appointment,
  Attempt,
  ExamResultCorrected,
  ExamResultRecorded,
  VoucherEvent,
} from './voucher.events.js';
import { examAllowance, isIssued, type IssuedVoucher, type Voucher } from './voucher.state.js';

/** The voucher after the event. */
export function evolveVoucher(voucher: Voucher, event: VoucherEvent): Voucher {
  switch (event.type) {
    case 'VoucherRequested': {
      const { voucherId, offerId, candidateId, exams } = event.data;
      return { status: 'requested', voucherId, offerId, candidateId, exams: exams ?? [] };
    }
    case 'VoucherIssued': {
      if (voucher.status !== 'requested') return voucher;
      const { terms, code, codeHash, expiresAt } = event.data;
      return { ...voucher, status: 'active', terms, code, codeHash, expiresAt, entries: {}, messages: [] };
    }
    case 'VoucherDeclined':
      return voucher.status === 'requested' ? { ...voucher, status: 'declined' } : voucher;
    default:
      return isIssued(voucher) ? withCompletion(evolveIssued(voucher, event)) : voucher;
  }
}

type EventOfIssued = Exclude<
  VoucherEvent,
  { type: 'VoucherRequested' | 'VoucherIssued' | 'VoucherDeclined' }
>;

function evolveIssued(voucher: IssuedVoucher, event: EventOfIssued): IssuedVoucher {
  switch (event.type) {
    case 'VoucherExtended':
      return { ...voucher, expiresAt: event.data.expiresAt };
    case 'VoucherCodeReissued':
      return { ...voucher, code: event.data.code, codeHash: event.data.codeHash };
    case 'VoucherRevoked':
      return { ...voucher, status: 'revoked', revokedAt: event.data.revokedAt };
    case 'VoucherExpired':
      return { ...voucher, status: 'expired' };
    default:
      return {
        ...voucher,
        entries: evolveEntries(voucher.entries, event),
        messages: logMessage(voucher.messages, event),
      };
  }
}

type EventOfExam = Extract<EventOfIssued, { data: { examCode: ExamCode } }>;
type Entries = IssuedVoucher['entries'];

function evolveEntries(entries: Entries, event: EventOfExam): Entries {
  const { examCode } = event.data;
  if (event.type === 'ExamScheduled') {
    return { ...entries, [examCode]: { examCode, first: { appointment: event.data.appointment } } };
  }
  const entry = entries[examCode];
  if (!entry) return entries;
  if (event.type === 'AppointmentCancelled' && event.data.attempt === 'first') {
    const { [examCode]: _unbound, ...others } = entries;
    return others;
  }
  return { ...entries, [examCode]: evolveEntry(entry, event) };
}

function evolveEntry(entry: ExamEntry, event: Exclude<EventOfExam, { type: 'ExamScheduled' }>): ExamEntry {
  switch (event.type) {
    case 'ExamPaid': {
      const { price, paymentReference } = event.data;
      return { ...entry, first: { ...entry.first, payment: { price, paymentReference } } };
    }
    case 'ExamRescheduled':
    case 'RetakeScheduled':
      return booked(entry, event.data.attempt, event.data.appointment);
    case 'AppointmentCancelled': {
      if (!entry.retake) return entry;
      const { appointment: _givenBack, ...retake } = entry.retake;
      return { ...entry, retake };
    }
    case 'ExamForfeited':
      return patchAttempt(entry, event.data.attempt, { forfeited: event.data.cause });
    case 'ExamResultRecorded':
      return patchAttempt(entry, event.data.attempt, { sitting: sittingOf(event) });
    case 'RetakeGranted': {
      const { failedAt, availableFrom } = event.data;
      return { ...entry, retake: { failedAt, availableFrom } };
    }
    case 'RetakeWithdrawn': {
      const { retake: _withdrawn, ...others } = entry;
      return others;
    }
    case 'ExamResultCorrected':
      return corrected(entry, event);
    default:
      return unknownEvent(entry, event);
  }
}

function booked(entry: ExamEntry, attempt: Attempt, appointment: Appointment): ExamEntry {
  return patchAttempt(entry, attempt, { appointment });
}

function patchAttempt(entry: ExamEntry, attempt: Attempt, patch: Partial<ExamEntry['first']>): ExamEntry {
  if (attempt === 'first') return { ...entry, first: { ...entry.first, ...patch } };
  return entry.retake ? { ...entry, retake: { ...entry.retake, ...patch } } : entry;
}

function sittingOf({ data }: ExamResultRecorded): NonNullable<ExamEntry['first']['sitting']> {
  const { outcome, score, takenAt, reportId } = data;
  return { reported: outcome, outcome, ...(score !== undefined && { score }), takenAt, reportId };
}

function corrected(entry: ExamEntry, { data }: ExamResultCorrected): ExamEntry {
  const sitting = entry[data.attempt]?.sitting;
  return sitting
    ? patchAttempt(entry, data.attempt, { sitting: { ...sitting, outcome: data.outcome } })
    : entry;
}

/** A voucher is completed when every entry is closed and none is left to bind; a correction can open it again. */
function withCompletion(voucher: IssuedVoucher): IssuedVoucher {
  if (voucher.status !== 'active' && voucher.status !== 'completed') return voucher;
  const entries = Object.values(voucher.entries);
  const completed = entries.length >= examAllowance(voucher) && entries.every(isClosed);
  return { ...voucher, status: completed ? 'completed' : 'active' };
}
