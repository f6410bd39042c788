import type { FastifyInstance } from 'fastify';
import type { Logger, Metrics } from '#telemetry';
import { CORRELATION_HEADER } from './correlation.js';

/**
 * Gives every answer the correlation id, and writes one line for every request and measures it. Neither bears
 * more than the route's pattern: the path and the query that came can hold voucher codes.
 */
export function observeRequests(
  fastify: FastifyInstance,
  logger: Logger,
  { httpRequestDuration }: Pick<Metrics, 'httpRequestDuration'>,
): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header(CORRELATION_HEADER, request.id);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    const { statusCode: status, elapsedTime: ms } = reply;
    httpRequestDuration.observe({ route, method, status }, ms / 1_000);
    const duration = Math.round(ms * 10) / 10;
    const key = request.accessKey?.id;
    logger.info({ method, route, status, ms: duration, correlationId: request.id, key }, 'request');
    done();
  });
}
