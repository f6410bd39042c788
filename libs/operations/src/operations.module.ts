import { type DynamicModule, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import type { Metrics } from '#telemetry';
import { HealthController, READINESS } from './health.controller.js';
import { METRICS, MetricsController, PROJECTIONS_STATUS } from './metrics.controller.js';
import type { Projections } from './projections-status.js';
import type { ReadinessCheck } from './readiness.js';

export interface OperationsParts {
  readonly readiness: readonly ReadinessCheck[];
  readonly metrics: Metrics;
  readonly projections: Projections;
}

/** How a process is, which whoever asks may know. */
@Module({})
export class HealthModule {
  static with(readiness: readonly ReadinessCheck[]): DynamicModule {
    return {
      module: HealthModule,
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController],
      providers: [{ provide: READINESS, useValue: readiness }],
    };
  }
}

/** What every process answers over HTTP: how it is, and what it counts. None of it is personal or secret. */
@Module({})
export class OperationsModule {
  static with({ readiness, metrics, projections }: OperationsParts): DynamicModule {
    return {
      module: OperationsModule,
      imports: [HealthModule.with(readiness)],
      controllers: [MetricsController],
      providers: [
        { provide: METRICS, useValue: metrics },
        { provide: PROJECTIONS_STATUS, useValue: projections },
      ],
    };
  }
}
