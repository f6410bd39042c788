import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import type { Logger, Metrics } from '#telemetry';
import type { ReadinessCheck } from '../../../api/src/dependencies.js';
import { HealthController } from '../../../api/src/operations/health.controller.js';
import { MetricsController } from '../../../api/src/operations/metrics.controller.js';
import { METRICS, READINESS } from '../../../api/src/tokens.js';

export interface OperationsDependencies {
  /** Module that exports what the worker runs. */
  readonly application: NonNullable<ModuleMetadata['imports']>[number];
  readonly readiness: readonly ReadinessCheck[];
  readonly metrics: Pick<Metrics, 'registry'>;
  readonly logger: Logger;
}

/** What a worker answers over HTTP: how it is, and what it counts. */
@Module({})
export class OperationsModule {
  static with({ application, readiness, metrics }: OperationsDependencies): DynamicModule {
    return {
      module: OperationsModule,
      imports: [application, TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: READINESS, useValue: readiness },
        { provide: METRICS, useValue: metrics.registry },
      ],
    };
  }
}
