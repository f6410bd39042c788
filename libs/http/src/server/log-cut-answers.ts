import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Logger } from '#telemetry';

/** An answer that fails once it has begun can only be cut off: why is told to the log alone. */
export function logCutAnswers(fastify: FastifyInstance, logger: Logger): void {
  fastify.addHook('onSend', (request, _reply, payload, done) => {
    if (payload instanceof Readable) {
      payload.once('error', (err) => {
        logger.error({ err, correlationId: request.id }, 'an answer was cut off');
      });
    }
    done(null, payload);
  });
}
