import { ApiProperty } from '@nestjs/swagger';
import type { CandidateDetails, Page, VoucherSummary } from '#application';
import type { EntryStatus, VoucherStatus } from '#vouchers';
import { EXAMPLE_VOUCHER_ID } from '../../openapi/command-examples.js';
import { ENTRY_STATUSES, VOUCHER_STATUSES } from './statuses.js';

export class CandidateDetailsDto implements CandidateDetails {
  @ApiProperty({ example: 'Ada Example' })
  readonly name!: string;

  @ApiProperty({ example: 'ada@example.org' })
  readonly email!: string;

  @ApiProperty({ example: 'SR1234567', required: false })
  readonly providerCandidateNumber?: string;
}

export class ExamStatusDto {
  @ApiProperty({ example: '070-480' })
  readonly examCode!: string;

  @ApiProperty({ enum: ENTRY_STATUSES, example: 'retake-available' })
  readonly status!: EntryStatus;
}

export class VoucherSummaryDto implements VoucherSummary {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_VOUCHER_ID })
  readonly voucherId!: string;

  @ApiProperty({ enum: VOUCHER_STATUSES, example: 'active' })
  readonly status!: VoucherStatus;

  @ApiProperty({ example: 'second-shot-2014' })
  readonly offerId!: string;

  @ApiProperty({ example: 'cand-4711' })
  readonly candidateId!: string;

  @ApiProperty({
    type: () => CandidateDetailsDto,
    required: false,
    nullable: true,
    description:
      'With the scope `personal-data:read` only; `null` where the candidate was erased, left out where the read models do not show the candidate yet.',
  })
  readonly candidate?: CandidateDetailsDto | null;

  @ApiProperty({ format: 'date-time', example: '2014-05-01T12:00:00.000Z' })
  readonly requestedAt!: string;

  @ApiProperty({
    format: 'date-time',
    required: false,
    description: 'Absent before the voucher is issued.',
    example: '2014-06-01T03:59:59.999Z',
  })
  readonly expiresAt?: string;

  @ApiProperty({ type: () => [ExamStatusDto] })
  readonly exams!: readonly ExamStatusDto[];
}

export class VoucherPageDto implements Page<VoucherSummary> {
  @ApiProperty({ type: () => [VoucherSummaryDto] })
  readonly items!: readonly VoucherSummaryDto[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: '`null` on the last page.',
    example: 'WyIyMDE0LTA1LTAxVDEyOjAwOjAwLjAwMFoiXQ',
  })
  readonly nextCursor!: string | null;
}
