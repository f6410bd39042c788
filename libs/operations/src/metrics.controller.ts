import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PlainRoute } from '#http';
import type { Metrics } from '#telemetry';
import { measureProjections, type Projections } from './projections-status.js';

export const METRICS = Symbol('METRICS');
export const PROJECTIONS_STATUS = Symbol('PROJECTIONS_STATUS');

@ApiTags('Operations')
@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(METRICS) private readonly counted: Metrics,
    @Inject(PROJECTIONS_STATUS) private readonly projections: Projections,
  ) {}

  @PlainRoute(Get(), {
    scope: 'read',
    summary: 'Metrics for Prometheus',
    probe: true,
    description:
      'Counts and times; nothing in them is personal or secret. A worker, which has no keys, asks for none.',
    answers: {
      description: 'Text format of Prometheus.',
      content: {
        'text/plain': {
          schema: { type: 'string' },
          example: 'second_shot_commands_total{command="ScheduleExam",outcome="recorded",code=""} 1042\n',
        },
      },
    },
  })
  async getMetrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { registry } = this.counted;
    await measureProjections(this.counted, this.projections);
    reply.header('content-type', registry.contentType);
    return registry.metrics();
  }
}
