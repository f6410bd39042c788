import type { VoucherCommand } from './voucher.commands.js';
import type { VoucherEvent } from './voucher.events.js';

/**
 * Messages of the provider that a voucher has seen (rule 19), by what identifies them (`booking:B1`,
 * `payment:P1`, `report:R1`). A reference may stand for several messages that belong together: a booking that
 * was made, and the same booking moved.
 */
export type MessageLog = Readonly<Record<string, readonly string[]>>;

export interface ProviderMessage {
  readonly key: string;
  /** Canonical text of what the message says: two messages are the same when key and content are. */
  readonly content: string;
}

type Repetition = 'new' | 'same' | 'conflicting';

/** The message that a command brings, where it brings one. */
export function messageOfCommand(command: VoucherCommand): ProviderMessage | undefined {
  switch (command.type) {
    case 'ScheduleExam':
    case 'ScheduleRetake':
    case 'RescheduleExam':
      return message('booking', command.appointment.bookingReference, [
        command.type,
        command.examCode,
        command.appointment.siteCode,
        command.appointment.startsAt,
      ]);
    case 'RecordPayment':
      return message('payment', command.paymentReference, [
        command.examCode,
        command.price.amount,
        command.price.currency,
      ]);
    case 'RecordExamResult':
      return message('report', command.reportId, [
        command.examCode,
        command.outcome,
        command.score ?? null,
        command.takenAt,
      ]);
    default:
      return undefined;
  }
}

/** The message that an event recorded, where it recorded one. */
export function messageOfEvent(event: VoucherEvent): ProviderMessage | undefined {
  switch (event.type) {
    case 'ExamScheduled':
      return messageOfCommand({ ...event.data, type: 'ScheduleExam' });
    case 'RetakeScheduled':
      return messageOfCommand({ ...event.data, type: 'ScheduleRetake' });
    case 'ExamRescheduled':
      return messageOfCommand({ ...event.data, type: 'RescheduleExam' });
    case 'ExamPaid':
      return messageOfCommand({ ...event.data, type: 'RecordPayment' });
    case 'ExamResultRecorded':
      return messageOfCommand({ ...event.data, type: 'RecordExamResult' });
    default:
      return undefined;
  }
}

export function logMessage(log: MessageLog, event: VoucherEvent): MessageLog {
  const seen = messageOfEvent(event);
  return seen ? { ...log, [seen.key]: [...(log[seen.key] ?? []), seen.content] } : log;
}

/**
 * Whether the message was seen before. `movesBooking` is the key of the booking that a reschedule moves: the
 * same reference with another time is a move there, and a conflict anywhere else.
 */
export function repetitionOf(log: MessageLog, brought: ProviderMessage, movesBooking?: string): Repetition {
  const contents = log[brought.key];
  if (!contents) return 'new';
  if (contents.includes(brought.content)) return 'same';
  return brought.key === movesBooking ? 'new' : 'conflicting';
}

function message(kind: string, reference: string, content: readonly unknown[]): ProviderMessage {
  return { key: `${kind}:${reference}`, content: JSON.stringify(content) };
}
