import type { Refusal } from './refusal.js';

/** `NNN-NNN`, such as `070-480`. */
export type ExamCode = string;

/** First three digits of an exam code; it tells under which offers the exam qualifies. */
export type ExamPrefix = string;

export function isExamCode(text: string): boolean {
  return /^\d{3}-\d{3}$/.test(text);
}

export function prefixOf(examCode: ExamCode): ExamPrefix {
  return examCode.slice(0, 3);
}

/** Rule 3, first half. */
export function refuseMalformed(examCode: ExamCode): Refusal | undefined {
  if (isExamCode(examCode)) return undefined;
  return {
    code: 'EXAM_CODE_MALFORMED',
    detail: `"${examCode}" is not an exam code: three digits, a dash, three digits.`,
  };
}

/** Rule 3, second half. */
export function refuseIneligible(
  examCode: ExamCode,
  eligiblePrefixes: readonly ExamPrefix[],
): Refusal | undefined {
  if (!isExamCode(examCode) || eligiblePrefixes.includes(prefixOf(examCode))) return undefined;
  return {
    code: 'EXAM_NOT_ELIGIBLE',
    detail: `Exam ${examCode} does not qualify: the offer covers ${eligiblePrefixes.join(', ')}.`,
  };
}
