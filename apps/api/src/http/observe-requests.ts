import type { FastifyInstance } from 'fastify';
import type { Logger, Metrics } from '#telemetry';

/**
 * Writes one line for every request and measures it; the line of a probe that is answered well is for `debug` alone.
 * Neither bears more than the route's pattern: the path and the query that came can hold voucher codes.
 */
export function observeRequests(
  fastify: FastifyInstance,
  logger: Logger,
  { httpRequestDuration }: Pick<Metrics, 'httpRequestDuration'>,
): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    const { statusCode: status, elapsedTime: ms } = reply;
    httpRequestDuration.observe({ route, method, status }, ms / 1_000);
    const duration = Math.round(ms * 10) / 10;
    const key = request.accessKey?.id;
    const level = request.routeOptions.config.probe === true && status < 400 ? 'debug' : 'info';
    logger[level]({ method, route, status, ms: duration, correlationId: request.id, key }, 'request');
    done();
  });
}
