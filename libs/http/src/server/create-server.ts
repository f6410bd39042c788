import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { TrustedProxies } from '#settings';
import type { Logger } from '#telemetry';
import { ProblemFilter } from '../problems/problem.filter.js';
import { refuseOtherMethods } from './allowed-methods.js';
import { closeConnections } from './close-connections.js';
import { CORRELATION_HEADER } from './correlation.js';
import { closeFurtherListeners } from './listen-at.js';
import { logCutAnswers } from './log-cut-answers.js';
import { refuseInPlaceOfNode } from './node-refusals.js';
import { PlainErrorsAdapter } from './plain-errors.adapter.js';
import { SECURITY_HEADERS } from './security-headers.js';
import { serverOptions } from './server-options.js';

export interface ServerOptions {
  readonly trustProxy: TrustedProxies;
  /** Told of errors that are ours. */
  readonly logger: Logger;
  /** Adds to the server what it has besides, before its routes are registered. */
  readonly extend?: (app: NestFastifyApplication) => void;
}

/** A server with the routes of the module, ready to listen. Every answer bears the id of its request. */
export async function createServer(
  module: Parameters<typeof NestFactory.create>[0],
  { trustProxy, logger, extend }: ServerOptions,
): Promise<NestFastifyApplication> {
  const adapter = new PlainErrorsAdapter(serverOptions(trustProxy));
  const fastify = adapter.getInstance();
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: false,
    bodyParser: false,
    abortOnError: false,
  });
  app.useSecurityHeaders(SECURITY_HEADERS);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header(CORRELATION_HEADER, request.id);
    // What is answered is for one caller, at one moment, and may be personal.
    reply.header('Cache-Control', 'no-store');
    done();
  });
  logCutAnswers(fastify, logger);
  refuseInPlaceOfNode(fastify);
  refuseOtherMethods(fastify);
  closeConnections(fastify);
  closeFurtherListeners(fastify);
  app.useGlobalFilters(new ProblemFilter(logger));
  extend?.(app);
  await app.init();
  await fastify.ready();
  return app;
}
