import { ApiProperty } from '@nestjs/swagger';
import type { HistoryItem, VoucherHistory } from '#application';

export class HistoryItemDto implements HistoryItem {
  @ApiProperty({ type: 'integer', minimum: 0, example: 2 })
  readonly revision!: number;

  @ApiProperty({ example: '1042' })
  readonly position!: string;

  @ApiProperty({ format: 'uuid', example: '5a0f3a3e-5c0e-4a34-8a6e-3f3f0d4f2b77' })
  readonly id!: string;

  @ApiProperty({ example: 'ExamScheduled' })
  readonly type!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'As stored: what is personal is sealed.',
    example: { offerId: 'second-shot-2014', examCode: '070-480', attempt: 'first' },
  })
  readonly data!: object;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Command, correlation and causation ids, actor, instants, schema version, hash chain.',
    example: { commandId: 'schedule-4711', actor: 'key:3f0d4f2b7712' },
  })
  readonly metadata!: object;

  @ApiProperty({ format: 'date-time', example: '2014-05-02T08:00:00.000Z' })
  readonly recordedAt!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description:
      'The voucher after this event; `status` is `unreadable` from the first tampered event that cannot be understood.',
    example: { status: 'active' },
  })
  readonly state!: object;
}

export class VoucherHistoryDto implements VoucherHistory {
  @ApiProperty({ type: () => [HistoryItemDto] })
  readonly items!: readonly HistoryItemDto[];

  @ApiProperty({ description: 'Whether the hash chain holds.', example: true })
  readonly verified!: boolean;

  @ApiProperty({
    type: 'integer',
    required: false,
    description: 'Revision of the first event that does not fit, where the chain is broken.',
    example: 3,
  })
  readonly firstBroken?: number;
}
