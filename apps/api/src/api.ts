import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiModule } from './api.module.js';
import type { ApiDependencies, ApiSettings } from './dependencies.js';
import { refuseOtherMethods } from './http/allowed-methods.js';
import { closeIdleConnections } from './http/close-idle.js';
import { dateByClock } from './http/date-by-clock.js';
import { takeJsonOnly } from './http/json-body.js';
import { presentAnswers } from './http/present.js';
import { PlainErrorsAdapter } from './http/plain-errors.adapter.js';
import { observeRequests } from './http/observe-requests.js';
import { SECURITY_HEADERS } from './http/security-headers.js';
import { serverOptions } from './http/server-options.js';
import { serveDocs } from './openapi/docs.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { DtoPipe } from './validation/dto.pipe.js';

/** The HTTP edge, ready to listen. It answers every route of the contract, and opens nothing by itself. */
export async function createApi(
  dependencies: ApiDependencies,
  settings: ApiSettings,
): Promise<NestFastifyApplication> {
  const adapter = new PlainErrorsAdapter(serverOptions(settings));
  const fastify = adapter.getInstance();
  takeJsonOnly(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.with(dependencies, settings),
    adapter,
    { logger: false, bodyParser: false, abortOnError: false },
  );
  app.useSecurityHeaders(SECURITY_HEADERS);
  observeRequests(fastify, dependencies.logger, dependencies.metrics);
  if (dependencies.testClock) dateByClock(fastify, dependencies.clock);
  refuseOtherMethods(fastify);
  presentAnswers(fastify);
  closeIdleConnections(fastify);
  app.useGlobalPipes(new DtoPipe());
  app.useGlobalFilters(new ProblemFilter(dependencies.logger));
  serveDocs(app);
  await app.init();
  await fastify.ready();
  return app;
}
