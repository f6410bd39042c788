import type { Offer } from '../offer/offer.state.js';
import {
  addDays,
  addMilliseconds,
  type CalendarDate,
  dayOf,
  type Instant,
  laterOf,
} from '../shared/calendar.js';
import type { ExamCode } from '../shared/exam-code.js';
import type { RefusalCode } from '../shared/refusal.js';
import { type ExamEntry, entryStatus, openBooking } from './exam-entry.js';
import { startOfAppointmentDay } from './rules/sitting-rules.js';
import type { VoucherCommand } from './voucher.commands.js';
import { decideVoucher } from './voucher.decide.js';
import { entryOf, isIssued, type IssuedVoucher, type Voucher } from './voucher.state.js';

/** What can be done with a voucher now and, where a command cannot, the rule that stands against it. */
export interface Availability {
  readonly next: readonly CommandName[];
  readonly blocked: readonly { readonly command: CommandName; readonly code: RefusalCode }[];
}

type CommandName = VoucherCommand['type'];

/**
 * A command is available when the rules would accept some use of it: the most favourable one is tried.
 *
 * @param offer of the voucher, as it stands: it decides whether a request can be approved
 */
export function availability(voucher: Voucher, offer: Offer, now: Instant): Availability {
  const next: CommandName[] = [];
  const blocked: { command: CommandName; code: RefusalCode }[] = [];
  for (const [command, code] of tryEach(attempts(voucher, offer, now), voucher, now)) {
    if (code === undefined) next.push(command);
    else blocked.push({ command, code });
  }
  return { next, blocked };
}

const ANY_EXAM: ExamCode = '000-000';

/** Exams that the voucher has bound or names, and one more, for which there may be room. */
function candidateExams({ entries, exams, terms }: IssuedVoucher): readonly ExamCode[] {
  const known = new Set([...Object.keys(entries), ...exams]);
  const prefix = terms.eligiblePrefixes[0] ?? '000';
  let number = 0;
  const another = (): ExamCode => `${prefix}-${String(number).padStart(3, '0')}`;
  while (known.has(another())) number += 1;
  return [...known, another()];
}

/** For each command the code of the first refusal of its most favourable use, or none. */
function tryEach(
  commands: readonly VoucherCommand[],
  voucher: Voucher,
  now: Instant,
): ReadonlyMap<CommandName, RefusalCode | undefined> {
  const verdicts = new Map<CommandName, RefusalCode | undefined>();
  for (const command of commands) {
    const code = decideVoucher(command, voucher, { now }).refusals[0]?.code;
    if (code === undefined || !verdicts.has(command.type)) verdicts.set(command.type, code);
  }
  return verdicts;
}

/** Favourable uses of every command. */
function attempts(voucher: Voucher, offer: Offer, now: Instant): readonly VoucherCommand[] {
  const exams = isIssued(voucher) ? candidateExams(voucher) : [ANY_EXAM];
  const newCode = { sealed: '', hash: '' };
  return [
    { type: 'ApproveVoucherRequest', offer, newCode },
    { type: 'DeclineVoucherRequest', reason: '' },
    ...exams.flatMap((exam) => attemptsFor(exam, voucher, now)),
    { type: 'ExtendVoucher', validUntil: laterDay(voucher), reason: '' },
    { type: 'ReissueVoucherCode', newCode, reason: '' },
    { type: 'RevokeVoucher', reason: '' },
  ];
}

/** Of each command for this exam a favourable use. The references cannot have been used: clients cannot send them. */
function attemptsFor(examCode: ExamCode, voucher: Voucher, now: Instant): readonly VoucherCommand[] {
  const entry = isIssued(voucher) ? entryOf(voucher, examCode) : undefined;
  const soonest = addMilliseconds(now, 1);
  const startsAt = laterOf(soonest, entry?.retake?.availableFrom ?? soonest);
  const appointment = { bookingReference: '', siteCode: '', startsAt };
  const attempt = entry?.retake?.sitting ? 'retake' : 'first';
  // A no-show that is reported again changes nothing, so it is not a next step.
  const missable = entry && entryStatus(entry) === 'forfeited' ? ANY_EXAM : examCode;
  return [
    { type: 'ScheduleExam', examCode, appointment },
    { type: 'RecordPayment', examCode, price: { amount: '0.00', currency: 'XXX' }, paymentReference: '' },
    { type: 'RescheduleExam', examCode, appointment },
    { type: 'CancelAppointment', examCode, cancelledBy: 'provider' },
    { type: 'RecordNoShow', examCode: missable },
    {
      type: 'RecordExamResult',
      examCode,
      outcome: 'passed',
      takenAt: earliestSitting(voucher, entry, now),
      reportId: '',
    },
    { type: 'ScheduleRetake', examCode, appointment },
    { type: 'CorrectExamResult', examCode, attempt, outcome: 'passed', reason: '' },
  ];
}

/** Rules 9 and 18: the earlier a sitting was taken, the fewer rules are against it. */
function earliestSitting(voucher: Voucher, entry: ExamEntry | undefined, now: Instant): Instant {
  const booking = openBooking(entry);
  if (!booking || !isIssued(voucher)) return now;
  const earliest = startOfAppointmentDay(booking.appointment.startsAt, voucher);
  return laterOf(earliest, entry?.retake?.failedAt ?? earliest);
}

/**
 * Two days later, since there are time zones that have skipped one. Before the voucher is issued no rule looks at it.
 */
function laterDay(voucher: Voucher): CalendarDate {
  return isIssued(voucher) ? addDays(dayOf(voucher.expiresAt, voucher.terms.timeZone), 2) : '';
}
