import { RouteConfig } from '@nestjs/platform-fastify';
import type { Scope } from '#access';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route: a key with this scope, or whoever comes. Where nothing is said, `admin` alone. */
    access?: Scope | 'open';
  }
}

/** The one scope that a key needs for a route. */
export function RequireScope(scope: Scope): MethodDecorator {
  return RouteConfig({ access: scope });
}

/** The route needs no key. */
export function Open(): MethodDecorator {
  return RouteConfig({ access: 'open' });
}
