import { ApiProperty } from '@nestjs/swagger';
import type { Rate } from '#application';

export class RateDto implements Rate {
  @ApiProperty({
    type: Number,
    nullable: true,
    description: '0 to 1; `null` when the denominator is 0.',
    example: 0.625,
  })
  readonly value!: number | null;

  @ApiProperty({ type: 'integer', example: 5 })
  readonly numerator!: number;

  @ApiProperty({ type: 'integer', example: 8 })
  readonly denominator!: number;
}
