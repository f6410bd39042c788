import type { Terms } from '../../offer/offer.terms.js';
import type { Rule } from '../../shared/decision.js';
import { type ExamCode, isExamCode, refuseIneligible, refuseMalformed } from '../../shared/exam-code.js';
import type { Refusal } from '../../shared/refusal.js';
import { entryOf, examAllowance, type IssuedVoucher } from '../voucher.state.js';

/** A command about one exam of a voucher. */
export interface AboutExam {
  readonly examCode: ExamCode;
}

/** Rule 3, first half. */
export const examCodeWellFormed: Rule<AboutExam, unknown> = ({ examCode }) => refuseMalformed(examCode);

/** Rule 3, second half. */
export const examEligible: Rule<AboutExam, IssuedVoucher> = ({ examCode }, voucher) =>
  refuseIneligible(examCode, voucher.terms.eligiblePrefixes);

/** Rule 4, for an exam that is to be bound. */
export const withinAllowance: Rule<AboutExam, IssuedVoucher> = ({ examCode }, voucher) => {
  if (!isExamCode(examCode) || entryOf(voucher, examCode)) return undefined;
  if (voucher.exams.length > 0 && !voucher.exams.includes(examCode)) {
    return {
      code: 'EXAM_NOT_IN_PACK',
      detail: `The voucher is for ${voucher.exams.join(', ')}; ${examCode} is not among them.`,
    };
  }
  const allowance = examAllowance(voucher);
  if (Object.keys(voucher.entries).length < allowance) return undefined;
  return {
    code: 'EXAM_ALLOWANCE_EXCEEDED',
    detail: `The voucher covers ${allowance} exam(s); no further exam can be added to it.`,
  };
};

/** Rules 3 and 4, for the exams that a request names. */
export function refuseNamedExams(exams: readonly ExamCode[], terms: Terms): readonly Refusal[] {
  const refusals = exams.flatMap(
    (exam) => refuseMalformed(exam) ?? refuseIneligible(exam, terms.eligiblePrefixes) ?? [],
  );
  if (exams.length <= terms.examsPerVoucher) return refusals;
  return [
    ...refusals,
    {
      code: 'EXAM_ALLOWANCE_EXCEEDED',
      detail: `The offer covers ${terms.examsPerVoucher} exam(s) per voucher; ${exams.length} are named.`,
    },
  ];
}
