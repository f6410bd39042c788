import type { PublishedOffer } from '../offer/offer.state.js';
import { addDays, addHours, dayOf, earlierOf, type Instant, laterOf } from '../shared/calendar.js';
import type { ExamCode } from '../shared/exam-code.js';
import { entryStatus, type ExamEntry, openBooking } from '../voucher/exam-entry.js';
import type { VoucherCommand } from '../voucher/voucher.commands.js';
import type { Appointment } from '../voucher/voucher.events.js';
import { isIssued, type IssuedVoucher, type Voucher } from '../voucher/voucher.state.js';
import * as commands from './commands.js';
import { CODE } from './events.js';
import { EXAMS, type Step } from './random-steps.js';

/** What a random step meets. */
export interface Meeting {
  /** Number of the step; what it books, pays or reports is named by it. */
  readonly index: number;
  readonly offer: PublishedOffer;
  readonly voucher: Voucher;
  readonly now: Instant;
  /** Some command of before. */
  readonly earlier: VoucherCommand;
}

export interface Intent {
  readonly now: Instant;
  readonly command: VoucherCommand;
}

/** What the step wants of the voucher that it meets. */
export function intentOf(step: Step, meeting: Meeting): Intent {
  const { index, voucher, now, earlier } = meeting;
  const startsAt = addHours(now, step.hours);
  const appointment = { bookingReference: `B${index}`, siteCode: 'NYC1', startsAt };
  switch (step.way) {
    case 'again':
      return { now, command: earlier };
    case 'again-otherwise':
      return { now, command: otherwise(earlier, startsAt) };
    case 'anything':
      return { now, command: anything(step, meeting, appointment) };
    case 'onward':
      return isIssued(voucher)
        ? onward(step, meeting, voucher, appointment)
        : { now, command: step.choice < 970 ? commands.approve(meeting.offer) : commands.decline() };
  }
}

/** A command that the state of the voucher asks for; for an expiry and a sitting the clock goes on to its time. */
function onward(step: Step, { index, now }: Meeting, voucher: IssuedVoucher, wish: Appointment): Intent {
  const { choice, hours, outcome } = step;
  if (choice < 3) return { now, command: commands.revoke };
  if (choice < 8) return { now: laterOf(now, addHours(voucher.expiresAt, 1)), command: commands.expire };
  const appointment = { ...wish, startsAt: earlierOf(wish.startsAt, voucher.expiresAt) };
  const exam = openExam(step, voucher);
  const entry = voucher.entries[exam];
  if (!entry) return { now, command: commands.scheduleExam(appointment, exam) };
  const booking = openBooking(entry);
  if (booking && choice < 200) return { now, command: change({ ...step, exam }, appointment) };
  if (entry.first.sitting && choice < 300) return { now, command: correction({ ...step, exam }, entry) };
  switch (entryStatus(entry)) {
    case 'scheduled':
      return { now, command: commands.recordPayment(`P${index}`, exam) };
    case 'retake-available': {
      const startsAt = laterOf(appointment.startsAt, entry.retake?.availableFrom ?? now);
      return { now, command: commands.scheduleRetake({ ...appointment, startsAt }, exam) };
    }
    case 'paid':
    case 'retake-scheduled': {
      const takenAt = booking?.appointment.startsAt ?? now;
      const over = laterOf(now, addHours(takenAt, choice < 900 ? 2 : hours));
      return { now: over, command: commands.recordResult(outcome, takenAt, `R${index}`, exam) };
    }
    default:
      return { now, command: correction({ ...step, exam }, entry) };
  }
}

/** The exam of the step where the voucher has room for it, else one that it has bound. */
function openExam({ exam, choice }: Step, voucher: IssuedVoucher): ExamCode {
  const bound = Object.keys(voucher.entries);
  const room = voucher.exams.length > 0 ? voucher.exams : EXAMS.slice(0, voucher.terms.examsPerVoucher);
  const open = room.includes(exam) ? exam : room[choice % room.length];
  return (bound.length < room.length ? open : bound[choice % bound.length]) ?? exam;
}

function change({ choice, exam, cancelledBy }: Step, appointment: Appointment): VoucherCommand {
  if (choice < 80) return commands.rescheduleExam(appointment, exam);
  if (choice < 150) return commands.cancel(cancelledBy, exam);
  return commands.recordNoShow(exam);
}

function correction({ choice, attempt, outcome, exam }: Step, entry?: ExamEntry): VoucherCommand {
  const taken = entry && !entry.retake?.sitting ? 'first' : attempt;
  return commands.correct(taken, choice % 5 === 0 ? 'invalidated' : outcome, exam);
}

/** Any command, whether or not it fits. */
function anything(step: Step, { index, now, offer }: Meeting, appointment: Appointment): VoucherCommand {
  const { exam, outcome, hours, choice } = step;
  const all: readonly VoucherCommand[] = [
    commands.requestVoucher(offer),
    commands.approve(offer),
    commands.decline(),
    commands.scheduleExam(appointment, exam),
    commands.recordPayment(`P${index}`, exam),
    commands.rescheduleExam(appointment, exam),
    commands.cancel(step.cancelledBy, exam),
    commands.recordNoShow(exam),
    commands.recordResult(outcome, addHours(now, -hours), `R${index}`, exam),
    commands.scheduleRetake(appointment, exam),
    correction(step),
    commands.extend(addDays(dayOf(now, 'UTC'), choice % 90)),
    commands.reissueCode(CODE.sealed, `hash-${index}`),
    commands.expire,
  ];
  return all[choice % all.length] ?? commands.expire;
}

/** The same reference with another instant. */
function otherwise(command: VoucherCommand, instant: Instant): VoucherCommand {
  switch (command.type) {
    case 'ScheduleExam':
    case 'ScheduleRetake':
    case 'RescheduleExam':
      return { ...command, appointment: { ...command.appointment, startsAt: instant } };
    case 'RecordExamResult':
      return { ...command, takenAt: instant };
    case 'RecordPayment':
      return { ...command, price: { ...command.price, amount: '1.00' } };
    default:
      return command;
  }
}
