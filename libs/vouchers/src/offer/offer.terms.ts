import { type CalendarDate, isCalendarDate, isTimeZone, type TimeZone } from '../shared/calendar.js';
import type { ExamPrefix } from '../shared/exam-code.js';

export type Audience = 'professional' | 'academic' | 'newcomer';
export type Approval = 'automatic' | 'manual';

/** The policy of an offer. A copy is kept in each voucher when it is issued. */
export interface Terms {
  readonly name: string;
  readonly audience: Audience;
  /** The company that runs the test centres. */
  readonly provider: string;
  readonly eligiblePrefixes: readonly ExamPrefix[];
  readonly opensOn: CalendarDate;
  /** Last day on which a voucher can be requested. */
  readonly closesOn: CalendarDate;
  /** Where the days of these terms begin and end. */
  readonly timeZone: TimeZone;
  /** Either vouchers end on this day, */
  readonly validUntil?: CalendarDate;
  /** or this many days after the day of issue. */
  readonly validForDays?: number;
  /** No voucher is valid beyond this day. */
  readonly lastSittingOn?: CalendarDate;
  /** 1 for individual exams, more for a pack. */
  readonly examsPerVoucher: number;
  readonly vouchersPerCandidate: number;
  readonly approval: Approval;
  /** From the failed sitting to the earliest start of the retake. */
  readonly retakeWaitHours: number;
  /** How long before its start an appointment can still be moved or given back. */
  readonly changeNoticeHours: number;
}

export const DEFAULT_TERMS = {
  examsPerVoucher: 1,
  vouchersPerCandidate: 1,
  approval: 'automatic',
  retakeWaitHours: 0,
  changeNoticeHours: 24,
} as const satisfies Partial<Terms>;

export const MAX_EXAMS_PER_VOUCHER = 50;
export const MAX_VOUCHERS_PER_CANDIDATE = 100;
export const MAX_VALID_FOR_DAYS = 3650;
export const MAX_HOURS = 8760;

/** What makes terms unacceptable, a sentence each; empty when they hold together. */
export function problemsOf(terms: Terms): readonly string[] {
  const days = {
    opensOn: terms.opensOn,
    closesOn: terms.closesOn,
    validUntil: terms.validUntil,
    lastSittingOn: terms.lastSittingOn,
  };
  const problems = Object.entries(days)
    .filter(([, day]) => day !== undefined && !isCalendarDate(day))
    .map(([name]) => `${name} is not a calendar day (YYYY-MM-DD).`);
  const check = (holds: boolean, problem: string): void => {
    if (!holds) problems.push(problem);
  };
  check(isTimeZone(terms.timeZone), `timeZone "${terms.timeZone}" is not in the IANA time zone database.`);
  check(terms.eligiblePrefixes.length > 0, 'eligiblePrefixes names no prefix.');
  check(
    terms.eligiblePrefixes.every((prefix) => /^\d{3}$/.test(prefix)),
    'Each of eligiblePrefixes must be three digits.',
  );
  check(terms.opensOn <= terms.closesOn, 'closesOn is before opensOn.');
  check(
    (terms.validUntil === undefined) !== (terms.validForDays === undefined),
    'Give one of validUntil and validForDays.',
  );
  check(terms.validUntil === undefined || terms.validUntil >= terms.opensOn, 'validUntil is before opensOn.');
  check(
    terms.lastSittingOn === undefined || terms.lastSittingOn >= terms.opensOn,
    'lastSittingOn is before opensOn.',
  );
  for (const [name, value, least, most] of [
    ['validForDays', terms.validForDays ?? 1, 1, MAX_VALID_FOR_DAYS],
    ['examsPerVoucher', terms.examsPerVoucher, 1, MAX_EXAMS_PER_VOUCHER],
    ['vouchersPerCandidate', terms.vouchersPerCandidate, 1, MAX_VOUCHERS_PER_CANDIDATE],
    ['retakeWaitHours', terms.retakeWaitHours, 0, MAX_HOURS],
    ['changeNoticeHours', terms.changeNoticeHours, 0, MAX_HOURS],
  ] as const) {
    check(
      Number.isInteger(value) && value >= least && value <= most,
      `${name} must be a whole number from ${least} to ${most}.`,
    );
  }
  return problems;
}
