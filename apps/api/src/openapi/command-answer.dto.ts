import { ApiProperty } from '@nestjs/swagger';
import { RefusalDto } from '#http';

class SubjectDto {
  @ApiProperty({ required: false, description: 'Of a command on a voucher.', format: 'uuid' })
  readonly voucherId?: string;

  @ApiProperty({ required: false, description: 'Of a command on an offer.' })
  readonly offerId?: string;

  @ApiProperty({ required: false, description: 'Of a command on a candidate.' })
  readonly candidateId?: string;
}

export class RecordedEventDto {
  @ApiProperty({ example: 'ExamScheduled' })
  readonly type!: string;

  @ApiProperty({ type: 'integer', minimum: 0, example: 2 })
  readonly revision!: number;
}

/** What a command recorded; nothing where it changes nothing. */
export class CommandAnswerDto extends SubjectDto {
  @ApiProperty({ type: 'integer', description: 'Revision of the last event that the command recorded.' })
  readonly revision!: number;

  @ApiProperty({ description: 'Position of that event: pass it to a query as `waitFor`.', pattern: '^\\d+$' })
  readonly position!: string;

  @ApiProperty({ type: () => [RecordedEventDto] })
  readonly events!: readonly RecordedEventDto[];

  @ApiProperty({
    required: false,
    description: 'Voucher code; of a voucher that was issued, or given a new code.',
  })
  readonly code?: string;

  @ApiProperty({
    required: false,
    format: 'date-time',
    description: 'Last instant of a voucher that was issued.',
  })
  readonly expiresAt?: string;
}

export class DryRunEventDto {
  @ApiProperty({ example: 'ExamScheduled' })
  readonly type!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Without sealed data.' })
  readonly data!: object;
}

/** What a command would have recorded (`dryRun=true`). */
export class DryRunDto extends SubjectDto {
  @ApiProperty({ type: Boolean, enum: [true] })
  readonly dryRun!: true;

  @ApiProperty({ type: () => [DryRunEventDto] })
  readonly events!: readonly DryRunEventDto[];

  @ApiProperty({
    type: () => [RefusalDto],
    description: 'Every rule that refuses; empty when it would be accepted.',
  })
  readonly refusals!: readonly RefusalDto[];
}
