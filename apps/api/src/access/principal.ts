import type { FastifyRequest } from 'fastify';
import type { AccessKey } from '#access';
import { Unauthenticated } from '#http';

declare module 'fastify' {
  interface FastifyRequest {
    /** The key with which the request came; absent where a route needs none. */
    accessKey?: AccessKey;
  }
}

/** Who calls, once the guard has let them in. */
export type Principal = AccessKey;

/** @throws Unauthenticated where the route let in a request without a key */
export function principalOf(request: FastifyRequest): Principal {
  if (request.accessKey === undefined) throw new Unauthenticated();
  return request.accessKey;
}
