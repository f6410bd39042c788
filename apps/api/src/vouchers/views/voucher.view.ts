import { ApiProperty, OmitType } from '@nestjs/swagger';
import type { VoucherView } from '#application';
import type { RefusalCode, VoucherCommand } from '#vouchers';
import { ShownTermsDto } from '../../offers/views/offer.view.js';
import { EntryDto } from './entry.view.js';
import { VoucherSummaryDto } from './voucher-summary.view.js';

type CommandName = VoucherCommand['type'];

export class BlockedCommandDto {
  @ApiProperty({ type: String, example: 'ScheduleRetake' })
  readonly command!: CommandName;

  @ApiProperty({ type: String, example: 'RETAKE_NOT_GRANTED' })
  readonly code!: RefusalCode;
}

export class VoucherViewDto extends OmitType(VoucherSummaryDto, ['exams']) implements VoucherView {
  @ApiProperty({ type: 'integer', description: 'Of the last event seen.', example: 4 })
  readonly revision!: number;

  @ApiProperty({ description: 'Of the last event seen.', example: '1042' })
  readonly position!: string;

  @ApiProperty({
    type: () => ShownTermsDto,
    required: false,
    description: 'The terms of the offer when the voucher was issued.',
  })
  readonly terms?: ShownTermsDto;

  @ApiProperty({
    type: [String],
    description: 'Exams that the request named; empty when any eligible exam may be bound.',
    example: [],
  })
  readonly exams!: readonly string[];

  @ApiProperty({ type: () => [EntryDto] })
  readonly entries!: readonly EntryDto[];

  @ApiProperty({
    type: [String],
    description: 'Commands that the rules would accept now.',
    example: ['ScheduleRetake', 'ExtendVoucher'],
  })
  readonly next!: readonly CommandName[];

  @ApiProperty({ type: () => [BlockedCommandDto], description: 'Those they would not, and why.' })
  readonly blocked!: readonly BlockedCommandDto[];
}
