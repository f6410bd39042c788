import { ApiProperty } from '@nestjs/swagger';
import type { AttemptView, EntryView } from '#application';
import type { Attempt, CorrectedOutcome, Outcome } from '#vouchers';
import { AppointmentDto } from '../dto/appointment.dto.js';
import { MoneyDto } from '../dto/money.dto.js';
import { ExamStatusDto } from './voucher-summary.view.js';

export class PaymentDto {
  @ApiProperty({ type: () => MoneyDto })
  readonly price!: MoneyDto;

  @ApiProperty({ example: 'PAY-88121' })
  readonly paymentReference!: string;
}

export class AttemptDto implements AttemptView {
  @ApiProperty({ enum: ['first', 'retake'], example: 'first' })
  readonly attempt!: Attempt;

  @ApiProperty({ type: () => AppointmentDto, required: false })
  readonly appointment?: AppointmentDto;

  @ApiProperty({ type: () => PaymentDto, required: false })
  readonly payment?: PaymentDto;

  @ApiProperty({
    required: false,
    format: 'date-time',
    description: 'Earliest start; of a retake.',
    example: '2014-05-13T15:00:00.000Z',
  })
  readonly availableFrom?: string;

  @ApiProperty({
    required: false,
    enum: ['passed', 'failed', 'invalidated'],
    description: 'As it counts, after corrections.',
    example: 'failed',
  })
  readonly outcome?: CorrectedOutcome;

  @ApiProperty({
    required: false,
    enum: ['passed', 'failed'],
    description: 'As reported by the provider.',
    example: 'failed',
  })
  readonly reported?: Outcome;

  @ApiProperty({ required: false, example: 612 })
  readonly score?: number;

  @ApiProperty({ required: false, format: 'date-time', example: '2014-05-12T15:00:00.000Z' })
  readonly takenAt?: string;

  @ApiProperty({ required: false, example: 'RPT-553201' })
  readonly reportId?: string;

  @ApiProperty({ required: false, enum: ['no-show', 'late-cancellation'], example: 'no-show' })
  readonly forfeited?: 'no-show' | 'late-cancellation';
}

export class EntryDto extends ExamStatusDto implements EntryView {
  @ApiProperty({ type: () => [AttemptDto] })
  readonly attempts!: readonly AttemptDto[];
}
