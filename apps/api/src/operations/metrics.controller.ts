import { Controller, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Metrics } from '#telemetry';
import { OpenRoute } from '../http/open-route.js';
import { METRICS } from '../tokens.js';

@ApiTags('Operations')
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(METRICS) private readonly registry: Metrics['registry']) {}

  @OpenRoute('', {
    summary: 'Counts for Prometheus',
    description:
      'Counts and times, nothing personal and no secret, so that it is scraped without a key. Keep it from the public with the proxy in front.',
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
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    reply.header('content-type', this.registry.contentType);
    return this.registry.metrics();
  }
}
