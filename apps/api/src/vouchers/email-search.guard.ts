import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { allows } from '#access';
import { Forbidden } from '#http';
import { principalOf } from '../access/principal.js';

/** Lets searches by e-mail in from those alone who may see whose it is. Before anything is waited for. */
@Injectable()
export class EmailSearchGuard implements CanActivate {
  /** @throws Forbidden */
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if ('email' in Object(request.query) && !allows(principalOf(request).scopes, 'personal-data:read')) {
      throw new Forbidden('personal-data:read');
    }
    return true;
  }
}
