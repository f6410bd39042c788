import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { allows } from '#access';
import { principalOf } from './principal.js';

/** Whether the key may see names and e-mails. */
export const MayReadPersonalData = createParamDecorator((_: unknown, context: ExecutionContext): boolean =>
  allows(principalOf(context.switchToHttp().getRequest<FastifyRequest>()).scopes, 'personal-data:read'),
);
