import { ApiProperty } from '@nestjs/swagger';
import type { ActivityDay } from '#application';

export class ActivityDayDto implements ActivityDay {
  @ApiProperty({ format: 'date', description: 'UTC day.', example: '2014-05-12' })
  readonly day!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'Events by type.',
    example: { ExamScheduled: 12, ExamPaid: 11 },
  })
  readonly counts!: Readonly<Record<string, number>>;
}

export class ActivityDto {
  @ApiProperty({ type: () => [ActivityDayDto] })
  readonly items!: readonly ActivityDayDto[];
}
