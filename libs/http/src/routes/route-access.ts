import type { Scope } from '#access';

/** Who may call a route: keys with this scope, or anyone. */
export type RouteAccess = Scope | 'open';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Where nothing is said, keys with `admin` alone. */
    access?: RouteAccess;
    /** Whether it is asked for every few seconds by what watches the process. */
    probe?: boolean;
  }
}
