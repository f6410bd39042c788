import { ApiProperty } from '@nestjs/swagger';
import type { Overview } from '#application';
import { Count } from './count.js';
import { RateDto } from './rate.view.js';

/** How many vouchers came how far. */
export class FunnelDto implements Readonly<Overview['funnel']> {
  @Count(120) readonly issued!: number;
  @Count(96) readonly booked!: number;
  @Count(94) readonly paid!: number;
  @Count(88) readonly taken!: number;
  @Count(33) readonly failed!: number;
  @Count(21) readonly retakeBooked!: number;
  @Count(19) readonly retakeTaken!: number;
  @Count(67) readonly passed!: number;
}

/** From the failed sitting to the retake. */
export class TimeToRetakeDto implements Readonly<Overview['figures']['timeToRetake']> {
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'For an even count, the mean of the two middle values; `null` when there is none.',
    example: 168.5,
  })
  readonly medianHours!: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'By nearest rank.', example: 412 })
  readonly p90Hours!: number | null;

  @ApiProperty({ type: 'integer', example: 19 })
  readonly count!: number;
}

export class FiguresDto implements Readonly<Overview['figures']> {
  @ApiProperty({
    type: () => RateDto,
    description: 'Passed first sittings ÷ first sittings with a final result.',
  })
  readonly firstAttemptPassRate!: RateDto;

  @ApiProperty({
    type: () => RateDto,
    description: 'Retakes taken ÷ retakes granted whose window has closed or that were taken.',
  })
  readonly retakeUptake!: RateDto;

  @ApiProperty({ type: () => RateDto, description: 'Passed retakes ÷ retakes with a final result.' })
  readonly retakePassRate!: RateDto;

  @ApiProperty({ type: () => RateDto, description: 'Passed on the retake ÷ failed first sittings.' })
  readonly rescueRate!: RateDto;

  @ApiProperty({ type: () => RateDto, description: 'Vouchers expired with no sitting ÷ vouchers expired.' })
  readonly breakage!: RateDto;

  @ApiProperty({ type: () => TimeToRetakeDto })
  readonly timeToRetake!: TimeToRetakeDto;
}

export class OverviewDto implements Overview {
  @ApiProperty({ type: () => FunnelDto })
  readonly funnel!: FunnelDto;

  @ApiProperty({ type: () => FiguresDto })
  readonly figures!: FiguresDto;
}
