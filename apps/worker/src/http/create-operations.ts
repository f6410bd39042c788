import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { refuseOtherMethods } from '../../../api/src/http/allowed-methods.js';
import { closeIdleConnections } from '../../../api/src/http/close-idle.js';
import { PlainErrorsAdapter } from '../../../api/src/http/plain-errors.adapter.js';
import { SECURITY_HEADERS } from '../../../api/src/http/security-headers.js';
import { serverOptions } from '../../../api/src/http/server-options.js';
import { ProblemFilter } from '../../../api/src/problems/problem.filter.js';
import { type OperationsDependencies, OperationsModule } from './operations.module.js';

/** The worker's HTTP edge, ready to listen. Nothing in it is personal or secret, and it needs no key. */
export async function createOperations(
  dependencies: OperationsDependencies,
): Promise<NestFastifyApplication> {
  const adapter = new PlainErrorsAdapter(serverOptions({ trustProxy: false }));
  const fastify = adapter.getInstance();
  const app = await NestFactory.create<NestFastifyApplication>(OperationsModule.with(dependencies), adapter, {
    logger: false,
    bodyParser: false,
    abortOnError: false,
  });
  app.useSecurityHeaders(SECURITY_HEADERS);
  refuseOtherMethods(fastify);
  closeIdleConnections(fastify);
  app.useGlobalFilters(new ProblemFilter(dependencies.logger));
  await app.init();
  await fastify.ready();
  return app;
}
