import { ApiProperty } from '@nestjs/swagger';
import type { ExamStatistics } from '#application';
import { Count } from './count.js';
import { RateDto } from './rate.view.js';

export class ExamStatisticsDto implements ExamStatistics {
  @ApiProperty({ example: '070-480' })
  readonly examCode!: string;

  @ApiProperty({ example: '070' })
  readonly prefix!: string;

  @Count(41) readonly booked!: number;
  @Count(38) readonly firstSittings!: number;
  @Count(9) readonly retakes!: number;
  @Count(30) readonly passed!: number;
  @Count(2) readonly forfeited!: number;

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
