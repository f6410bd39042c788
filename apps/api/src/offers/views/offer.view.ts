import { ApiProperty, OmitType } from '@nestjs/swagger';
import type { OfferView, Page } from '#application';
import type { Approval, Terms, VoucherStatus } from '#vouchers';
import { VOUCHER_STATUSES } from '../../vouchers/views/statuses.js';
import { TermsDto } from '../dto/terms.dto.js';

const DEFAULTED = [
  'examsPerVoucher',
  'vouchersPerCandidate',
  'approval',
  'retakeWaitHours',
  'changeNoticeHours',
] as const;

/** Terms with the defaults filled in. */
export class ShownTermsDto extends OmitType(TermsDto, DEFAULTED) implements Terms {
  @ApiProperty({ type: 'integer', example: 1 })
  readonly examsPerVoucher!: number;

  @ApiProperty({ type: 'integer', example: 1 })
  readonly vouchersPerCandidate!: number;

  @ApiProperty({ enum: ['automatic', 'manual'], example: 'automatic' })
  readonly approval!: Approval;

  @ApiProperty({ type: 'integer', example: 24 })
  readonly retakeWaitHours!: number;

  @ApiProperty({ type: 'integer', example: 24 })
  readonly changeNoticeHours!: number;
}

export class OfferViewDto implements OfferView {
  @ApiProperty({ example: 'second-shot-2014' })
  readonly offerId!: string;

  @ApiProperty({ enum: ['published', 'closed'], example: 'published' })
  readonly status!: 'published' | 'closed';

  @ApiProperty({ type: () => ShownTermsDto })
  readonly terms!: ShownTermsDto;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'Vouchers by status.',
    example: Object.fromEntries(VOUCHER_STATUSES.map((status, index) => [status, index])),
  })
  readonly counts!: Readonly<Record<VoucherStatus, number>>;
}

export class OfferPageDto implements Page<OfferView> {
  @ApiProperty({ type: () => [OfferViewDto] })
  readonly items!: readonly OfferViewDto[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: '`null` on the last page.',
    example: 'WyJzZWNvbmQtc2hvdC0yMDE0Il0',
  })
  readonly nextCursor!: string | null;
}
