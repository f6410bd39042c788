import { ScoreField } from '../../validation/numbers.js';
import { Nested } from '../../validation/nested.js';
import { ExamCodeField, OneOf, Reason, Reference } from '../../validation/text.js';
import { InstantField } from '../../validation/time.js';
import { MoneyDto } from './money.dto.js';

export class RecordPaymentDto {
  @ExamCodeField()
  readonly examCode!: string;

  @Nested(MoneyDto, { description: 'What was paid.' })
  readonly price!: MoneyDto;

  @Reference({
    description: 'Reference of the payment; the same one again changes nothing.',
    example: 'PAY-88121',
  })
  readonly paymentReference!: string;
}

export class RecordNoShowDto {
  @ExamCodeField()
  readonly examCode!: string;
}

export class RecordExamResultDto {
  @ExamCodeField()
  readonly examCode!: string;

  @OneOf(['passed', 'failed'], { description: 'As reported.', example: 'failed' })
  readonly outcome!: 'passed' | 'failed';

  @ScoreField({ description: 'Points.', example: 612, optional: true })
  readonly score?: number;

  @InstantField({ description: 'When the exam was taken.', example: '2014-05-12T11:00:00-04:00' })
  readonly takenAt!: string;

  @Reference({ description: 'Id of the report; the same one again changes nothing.', example: 'RPT-553201' })
  readonly reportId!: string;
}

export class CorrectExamResultDto {
  @ExamCodeField()
  readonly examCode!: string;

  @OneOf(['first', 'retake'], { description: 'Which attempt.', example: 'first' })
  readonly attempt!: 'first' | 'retake';

  @OneOf(['passed', 'failed', 'invalidated'], { description: 'As it shall count.', example: 'passed' })
  readonly outcome!: 'passed' | 'failed' | 'invalidated';

  @Reason({ example: 'scoring error found by the provider' })
  readonly reason!: string;
}
