import type { RecordExamResult } from './commands/record-exam-result.js';
import type { RecordPayment } from './commands/record-payment.js';
import type { ScheduleExam } from './commands/schedule-exam.js';
import type { VoucherCommand } from './voucher.commands.js';
import type { VoucherEvent } from './voucher.events.js';

/**
 * Messages of the provider that a voucher has seen (rule 19): the last one, and those before it. So one more is added
 * without copying the others, of which a provider that moves a booking over and over sends very many.
 */
export type MessageLog = readonly [] | readonly [last: ProviderMessage, earlier: MessageLog];

export interface ProviderMessage {
  /**
   * What identifies it: `booking:B1`, `payment:P1`, `report:R1`. A reference may stand for several messages that
   * belong together: a booking that was made, and the same booking moved.
   */
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
      return booking(command.type, command);
    case 'RecordPayment':
      return payment(command);
    case 'RecordExamResult':
      return report(command);
    default:
      return undefined;
  }
}

/** The message that an event recorded, where it recorded one. */
export function messageOfEvent(event: VoucherEvent): ProviderMessage | undefined {
  switch (event.type) {
    case 'ExamScheduled':
      return booking('ScheduleExam', event.data);
    case 'RetakeScheduled':
      return booking('ScheduleRetake', event.data);
    case 'ExamRescheduled':
      return booking('RescheduleExam', event.data);
    case 'ExamPaid':
      return payment(event.data);
    case 'ExamResultRecorded':
      return report(event.data);
    default:
      return undefined;
  }
}

export function logMessage(log: MessageLog, event: VoucherEvent): MessageLog {
  const seen = messageOfEvent(event);
  return seen ? [seen, log] : log;
}

/**
 * Whether the message was seen before. `movesBooking` is the key of the booking that a reschedule moves: the
 * same reference with another time is a move there, and a conflict anywhere else.
 */
export function repetitionOf(log: MessageLog, brought: ProviderMessage, movesBooking?: string): Repetition {
  const ofAnother = brought.key === movesBooking ? 'new' : 'conflicting';
  let repetition: Repetition = 'new';
  for (let rest = log; rest.length === 2; rest = rest[1]) {
    const [seen] = rest;
    if (seen.key !== brought.key) continue;
    if (seen.content === brought.content) return 'same';
    repetition = ofAnother;
  }
  return repetition;
}

/** What a command says, and the event that recorded it. */
type Said<Command> = Omit<Command, 'type'>;
type Booking = 'ScheduleExam' | 'ScheduleRetake' | 'RescheduleExam';

function booking(type: Booking, { examCode, appointment }: Said<ScheduleExam>): ProviderMessage {
  const { bookingReference, siteCode, startsAt } = appointment;
  return message('booking', bookingReference, [type, examCode, siteCode, startsAt]);
}

function payment({ examCode, price, paymentReference }: Said<RecordPayment>): ProviderMessage {
  return message('payment', paymentReference, [examCode, shortest(price.amount), price.currency]);
}

/** The same amount may be written with more decimals: `160.00` is `160`. */
function shortest(amount: string): string {
  return amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
}

function report({ examCode, outcome, score, takenAt, reportId }: Said<RecordExamResult>): ProviderMessage {
  return message('report', reportId, [examCode, outcome, score ?? null, takenAt]);
}

function message(kind: string, reference: string, content: readonly unknown[]): ProviderMessage {
  return { key: `${kind}:${reference}`, content: JSON.stringify(content) };
}
