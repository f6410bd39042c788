import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type AccessKey, allows, clientOf, type GuardedKeys } from '#access';
import type { Clock } from '#clock';
import { Forbidden, Unauthenticated } from '#http';

type Keys = Pick<GuardedKeys, 'authenticate'>;

const BEARER = /^Bearer +(\S+) *$/i;

/**
 * Admits a request only if its key is valid and has the scope that its route requires, before any of the body is
 * read: a guard of Nest's would come after that. Where there is no route, no key is needed. A request is refused with
 * `Unauthenticated` without a valid key,
 * `Forbidden` without the scope,
 * `TooManyGuesses` when wrong keys came too often from the client's address.
 */
export function guardRoutes(fastify: FastifyInstance, keys: Keys, clock: Clock): void {
  fastify.addHook('onRequest', async (request) => {
    const { access = 'admin' } = request.routeOptions.config;
    if (access === 'open' || request.is404) return;
    const key = await authenticated(request, keys, clock);
    if (!allows(key.scopes, access)) throw new Forbidden(access);
    request.accessKey = key;
  });
}

async function authenticated(request: FastifyRequest, keys: Keys, clock: Clock): Promise<AccessKey> {
  const [, token] = BEARER.exec(request.headers.authorization ?? '') ?? [];
  if (token === undefined) throw new Unauthenticated();
  const key = await keys.authenticate(token, clientOf(request.ip), clock.now());
  if (key === undefined) throw new Unauthenticated();
  return key;
}
