import { ApiProperty } from '@nestjs/swagger';
import type { ExamStatistics } from '#application';
import { RateDto } from './rate.view.js';

export class ExamStatisticsDto implements ExamStatistics {
  @ApiProperty({ example: '070-480' })
  readonly examCode!: string;

  @ApiProperty({ example: '070' })
  readonly prefix!: string;

  @ApiProperty({ type: 'integer', minimum: 0, example: 41 })
  readonly booked!: number;

  @ApiProperty({ type: 'integer', minimum: 0, example: 38 })
  readonly firstSittings!: number;

  @ApiProperty({ type: 'integer', minimum: 0, example: 9 })
  readonly retakes!: number;

  @ApiProperty({ type: 'integer', minimum: 0, example: 30 })
  readonly passed!: number;

  @ApiProperty({ type: 'integer', minimum: 0, example: 2 })
  readonly forfeited!: number;

  @ApiProperty({ type: () => RateDto })
  readonly firstAttemptPassRate!: RateDto;

  @ApiProperty({ type: () => RateDto })
  readonly retakePassRate!: RateDto;

  @ApiProperty({ type: () => RateDto })
  readonly rescueRate!: RateDto;
}

export class ExamStatisticsListDto {
  @ApiProperty({ type: () => [ExamStatisticsDto] })
  readonly items!: readonly ExamStatisticsDto[];
}
