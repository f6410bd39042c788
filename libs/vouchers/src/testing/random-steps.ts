import fc from 'fast-check';

import { type ExamCode, prefixOf } from '../shared/exam-code.js';
import type { Terms } from '../offer/offer.terms.js';
import { EXAM, OTHER_EXAM } from './events.js';
import { offerValidForDays } from './offers.js';

/** Exams that the offer covers, one that it does not, and one that is none. */
export const EXAMS = [EXAM, OTHER_EXAM, '071-158', '072-001', '__proto__'] as const;

/**
 * One move of a random story. What command it becomes depends on the voucher that it meets (see `intents.ts`), so that
 * most moves are possible ones and stories get far.
 */
export interface Step {
  readonly way: 'onward' | 'anything' | 'again' | 'again-otherwise';
  /** Which command, where the way leaves a choice. */
  readonly choice: number;
  readonly exam: ExamCode;
  /** How far appointments and sittings lie from now. */
  readonly hours: number;
  readonly outcome: 'passed' | 'failed';
  readonly attempt: 'first' | 'retake';
  readonly cancelledBy: 'candidate' | 'provider';
  /** What the clock does first; it may also go back a little, as the clocks of two machines do. */
  readonly clock: number;
}

export interface Setting {
  readonly terms: Terms;
  readonly exams: readonly string[] | undefined;
}

const step: fc.Arbitrary<Step> = fc.record({
  way: fc.oneof(
    { weight: 14, arbitrary: fc.constant('onward' as const) },
    { weight: 4, arbitrary: fc.constant('anything' as const) },
    { weight: 1, arbitrary: fc.constant('again' as const) },
    { weight: 1, arbitrary: fc.constant('again-otherwise' as const) },
  ),
  choice: fc.nat(999),
  exam: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(EXAMS[0], EXAMS[1], EXAMS[2]) },
    { weight: 1, arbitrary: fc.constantFrom(EXAMS[3], EXAMS[4]) },
  ),
  hours: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 120 }) },
    { weight: 1, arbitrary: fc.integer({ min: -48, max: 1000 }) },
  ),
  outcome: fc.oneof(
    { weight: 3, arbitrary: fc.constant('failed' as const) },
    { weight: 1, arbitrary: fc.constant('passed' as const) },
  ),
  attempt: fc.constantFrom('first', 'retake'),
  cancelledBy: fc.constantFrom('candidate', 'provider'),
  clock: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 12 }) },
    { weight: 1, arbitrary: fc.integer({ min: -1, max: 200 }) },
  ),
});

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(step, {
  minLength: 1,
  maxLength: 40,
  size: 'max',
});

export const setting: fc.Arbitrary<Setting> = fc
  .record({
    days: fc.integer({ min: 20, max: 180 }),
    examsPerVoucher: fc.integer({ min: 1, max: 3 }),
    names: fc.boolean(),
    approval: fc.constantFrom('automatic' as const, 'automatic' as const, 'manual' as const),
    retakeWaitHours: fc.constantFrom(0, 0, 24, 72),
    changeNoticeHours: fc.constantFrom(0, 24),
    timeZone: fc.constantFrom('America/New_York', 'America/Sao_Paulo', 'Pacific/Apia', 'UTC'),
  })
  .map(({ days, names, examsPerVoucher, ...others }) => {
    const { terms } = offerValidForDays(days, { ...others, examsPerVoucher });
    const eligible = EXAMS.filter((exam) => terms.eligiblePrefixes.includes(prefixOf(exam)));
    return { terms, exams: names ? eligible.slice(0, examsPerVoucher) : undefined };
  });
