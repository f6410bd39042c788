import { ApiProperty } from '@nestjs/swagger';
import type { Expiring, ExpiringWindow } from '#application';
import { Count } from './count.js';

export class ExpiringWindowDto implements ExpiringWindow {
  @ApiProperty({ type: 'integer', enum: [7, 30, 60], example: 7 })
  readonly withinDays!: 7 | 30 | 60;

  @Count(14) readonly unbooked!: number;
  @Count(9) readonly booked!: number;
  @Count(3) readonly retakeWaiting!: number;
}

export class ExpiringDto implements Expiring {
  @ApiProperty({ type: () => [ExpiringWindowDto], description: 'Each window includes the shorter ones.' })
  readonly items!: readonly ExpiringWindowDto[];
}
