import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createServer } from '#http';
import { guardRoutes } from './access/guard-routes.js';
import { ApiModule } from './api.module.js';
import type { ApiDependencies, ApiSettings } from './dependencies.js';
import { dateByClock } from './http/date-by-clock.js';
import { takeJsonOnly } from './http/json-body.js';
import { observeRequests } from './http/observe-requests.js';
import { presentAnswers } from './http/present.js';
import { serveDocs } from './openapi/docs.js';
import { DtoPipe } from './validation/dto.pipe.js';

/** The HTTP edge, ready to listen: answers every route of the contract, and opens nothing by itself. */
export function createApi(
  dependencies: ApiDependencies,
  settings: ApiSettings,
): Promise<NestFastifyApplication> {
  const { guardedKeys, clock, logger, metrics, testClock } = dependencies;
  return createServer(ApiModule.with(dependencies), {
    trustProxy: settings.trustProxy,
    logger,
    extend: (app) => {
      const fastify = app.getHttpAdapter().getInstance();
      guardRoutes(fastify, guardedKeys, clock);
      takeJsonOnly(fastify);
      observeRequests(fastify, logger, metrics);
      if (testClock) dateByClock(fastify, clock);
      presentAnswers(fastify);
      app.useGlobalPipes(new DtoPipe());
      serveDocs(app);
    },
  });
}
