import type { FastifyInstance } from 'fastify';

/** Milliseconds between two looks. */
const INTERVAL = 50;

/**
 * Lets a server that is closing end with its last answer. Only connections that are idle when it begins are
 * closed at once: those of requests under way would be kept alive behind them, and the server with them.
 */
export function closeIdleConnections(fastify: FastifyInstance): void {
  fastify.addHook('preClose', (done) => {
    const looking = setInterval(() => {
      fastify.server.closeIdleConnections();
    }, INTERVAL);
    fastify.server.once('close', () => {
      clearInterval(looking);
    });
    looking.unref();
    done();
  });
}
