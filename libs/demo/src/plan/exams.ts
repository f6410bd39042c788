import type { Money } from '#vouchers';

/** An exam as candidates meet it. */
export interface Exam {
  readonly code: string;
  /** How often it is chosen, beside the others. */
  readonly weight: number;
  /** Share of first sittings that are passed. */
  readonly passRate: number;
  readonly price: Money;
}

export type Exams = readonly [Exam, ...Exam[]];

/** Regular-priced individual technical exams. */
export const PROFESSIONAL_EXAMS: Exams = [
  exam('070-480', 24, 0.66, '150.00'),
  exam('070-483', 16, 0.6, '150.00'),
  exam('070-410', 20, 0.57, '150.00'),
  exam('070-411', 11, 0.55, '150.00'),
  exam('070-461', 13, 0.64, '150.00'),
  exam('070-462', 8, 0.58, '150.00'),
  exam('070-346', 5, 0.51, '150.00'),
  exam('071-487', 3, 0.48, '150.00'),
];

/** Exams for pupils and students of IT. */
export const ACADEMIC_EXAMS: Exams = [
  exam('072-410', 26, 0.53, '60.00'),
  exam('072-480', 30, 0.58, '60.00'),
  exam('072-687', 14, 0.55, '60.00'),
  exam('073-483', 18, 0.49, '60.00'),
  exam('073-461', 12, 0.56, '60.00'),
];

/** Microsoft Technology Associate. */
export const NEWCOMER_EXAMS: Exams = [
  exam('098-361', 30, 0.67, '115.00'),
  exam('098-364', 18, 0.7, '115.00'),
  exam('098-349', 20, 0.72, '115.00'),
  exam('098-367', 14, 0.63, '115.00'),
  exam('098-375', 18, 0.69, '115.00'),
];

/** An exam that no offer covers. */
export const FOREIGN_EXAM_CODE = '074-325';

function exam(code: string, weight: number, passRate: number, amount: string): Exam {
  return { code, weight, passRate, price: { amount, currency: 'USD' } };
}
