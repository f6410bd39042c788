import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { allows, clientOf, GuardedKeys, type Scope } from '#access';
import { CLOCK } from '#application';
import type { Clock } from '#clock';
import { Forbidden, Open, RequireScope, Unauthenticated } from '#http';

const BEARER = /^Bearer +(\S+) *$/i;

/** Lets a request in whose key is valid and has the scope that the route requires. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly keys: GuardedKeys,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly reflector: Reflector,
  ) {}

  /**
   * @throws Unauthenticated without a valid key
   * @throws Forbidden without the scope
   * @throws TooManyGuesses when wrong keys came too often from the client's address
   */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    if (this.reflector.get<true | undefined>(Open.KEY, handler)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const [, token] = BEARER.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined) throw new Unauthenticated();
    const key = await this.keys.authenticate(token, clientOf(request.ip), this.clock.now());
    if (key === undefined) throw new Unauthenticated();
    const scope = this.reflector.get<Scope | undefined>(RequireScope.KEY, handler) ?? 'admin';
    if (!allows(key.scopes, scope)) throw new Forbidden(scope);
    request.accessKey = key;
    return true;
  }
}
