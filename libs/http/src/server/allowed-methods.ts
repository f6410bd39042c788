import type { FastifyInstance } from 'fastify';
import { MethodNotAllowed } from '../problems/errors.js';

interface KnownRoute {
  readonly method: string;
  readonly path: RegExp;
}

/**
 * Answers 405 with `Allow` where a path has routes, and none for the method that came. To be called before
 * the routes are registered.
 */
export function refuseOtherMethods(fastify: FastifyInstance): void {
  const routes: KnownRoute[] = [];
  fastify.addHook('onRoute', ({ method, url }) => {
    const path = patternOf(url);
    for (const each of [method].flat()) routes.push({ method: each, path });
  });
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (!request.is404) {
      done();
      return;
    }
    const [path = ''] = request.url.split('?');
    const allowed = routes.filter((route) => route.path.test(path)).map(({ method }) => method);
    done(allowed.length > 0 ? new MethodNotAllowed([...new Set(allowed)]) : undefined);
  });
}

/** `/v1/offers/:offerId` matches what Fastify's router would. */
function patternOf(url: string): RegExp {
  const source = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)))
    .join('/')
    .replaceAll('*', '.*');
  return new RegExp(`^${source}$`);
}
