import { ApiProperty } from '@nestjs/swagger';
import type { Expiring, ExpiringWindow } from '#application';

export class ExpiringWindowDto implements ExpiringWindow {
  @ApiProperty({ type: 'integer', enum: [7, 30, 60], example: 7 })
  readonly withinDays!: 7 | 30 | 60;

  @ApiProperty({ type: 'integer', minimum: 0, example: 14 })
  readonly unbooked!: number;

  @ApiProperty({ type: 'integer', minimum: 0, example: 9 })
  readonly booked!: number;

  @ApiProperty({ type: 'integer', minimum: 0, example: 3 })
  readonly retakeWaiting!: number;
}

export class ExpiringDto implements Expiring {
  @ApiProperty({ type: () => [ExpiringWindowDto], description: 'Each window includes the shorter ones.' })
  readonly items!: readonly ExpiringWindowDto[];
}
