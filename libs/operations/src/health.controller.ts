import { Controller, Get, Inject, Res, ServiceUnavailableException } from '@nestjs/common';
import { ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import { HealthCheckService, type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import { PlainRoute } from '#http';
import type { Readiness, ReadinessCheck } from './readiness.js';

export const READINESS = Symbol('READINESS');

class LiveDto {
  @ApiProperty({ enum: ['ok'], example: 'ok' })
  readonly status!: string;
}

const READY = {
  eventStore: { status: 'up' },
  personalData: { status: 'up' },
  readModels: { status: 'up' },
  projections: {
    status: 'up',
    note: '1 document or stream is parked in vouchers: see `projections parked` of the CLI.',
  },
};
const NOT_READY = {
  projections: { status: 'down', message: 'vouchers is 42 seconds behind.' },
};

@ApiTags('Operations')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    @Inject(READINESS) private readonly checks: readonly ReadinessCheck[],
  ) {}

  @PlainRoute(Get('live'), {
    summary: 'Whether the process works',
    probe: true,
    answers: { description: 'It does.', type: LiveDto },
  })
  checkLiveness(): LiveDto {
    return { status: 'ok' };
  }

  @PlainRoute(Get('ready'), {
    summary: 'Whether requests can be served, and if not, why',
    probe: true,
    answers: {
      description: 'They can. `note` of a part says what an operator should look into.',
      schema: { type: 'object' },
      example: { status: 'ok', info: READY, error: {}, details: READY },
    },
  })
  @ApiResponse({
    status: 503,
    description: 'They cannot; each part that is down says why.',
    schema: { type: 'object' },
    example: {
      status: 'error',
      info: {},
      error: NOT_READY,
      details: NOT_READY,
    },
  })
  async checkReadiness(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    try {
      return await this.health.check(this.checks.map((check) => () => this.#indicate(check)));
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      reply.status(503);
      return Object(error.getResponse()) as object;
    }
  }

  async #indicate(check: ReadinessCheck): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check(check.name);
    const { down, note } = await lookAt(check);
    const noted = note !== undefined && { note };
    return down === undefined ? indicator.up({ ...noted }) : indicator.down({ message: down, ...noted });
  }
}

async function lookAt(check: ReadinessCheck): Promise<Readiness> {
  try {
    return await check.look();
  } catch (error) {
    return { down: error instanceof Error ? error.message : String(error) };
  }
}
