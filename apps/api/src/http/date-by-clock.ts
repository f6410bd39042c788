import type { FastifyInstance } from 'fastify';
import type { Clock } from '#clock';

/** Dates every answer by the programme's clock, so that a client learns what time it is there. */
export function dateByClock(fastify: FastifyInstance, clock: Clock): void {
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    reply.header('date', new Date(clock.now()).toUTCString());
    done(null, payload);
  });
}
