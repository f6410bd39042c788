import type { FastifyInstance } from 'fastify';

/** Milliseconds between two looks. */
const INTERVAL = 50;
/** Milliseconds for answers under way; no query or command takes so long, only a client that does not read. */
const PATIENCE = 15_000;

/**
 * Lets a server that is closing end with its last answer. Only connections that are idle when it begins are
 * closed at once: those of requests under way would be kept alive behind them, and the server with them.
 */
export function closeConnections(fastify: FastifyInstance, patience = PATIENCE): void {
  fastify.addHook('preClose', (done) => {
    const { server } = fastify;
    const looking = setInterval(() => {
      server.closeIdleConnections();
    }, INTERVAL).unref();
    const cutting = setTimeout(() => {
      server.closeAllConnections();
    }, patience).unref();
    server.once('close', () => {
      clearInterval(looking);
      clearTimeout(cutting);
    });
    done();
  });
}
