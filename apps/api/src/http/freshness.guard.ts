import { type CanActivate, type ExecutionContext, Injectable, type Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Reads } from '#application';
import { PROJECTION_NAMES, ReadModels } from '#read-models';
import { readDto } from '../validation/read-dto.js';
import { DEFAULT_TIMEOUT, FreshnessDto } from './freshness.dto.js';
import { PathDto } from './path.dto.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a query reads. */
    reads?: Reads;
  }
}

type ReadRequest = FastifyRequest<{ Querystring: Readonly<Record<string, unknown>> }>;

/** Holds a query with `waitFor` back until all that it reads has seen that position. */
@Injectable()
export class FreshnessGuard implements CanActivate {
  constructor(private readonly readModels: ReadModels) {}

  /**
   * @throws MalformedRequest
   * @throws NotYetVisible when they do not within `timeoutMs`
   */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { query, params, routeOptions } = context.switchToHttp().getRequest<ReadRequest>();
    const { reads = PROJECTION_NAMES } = routeOptions.config;
    if (!('waitFor' in query)) return true;
    // All of it is read: what is malformed anyway is refused, and not kept waiting.
    const path = declaredBy(context, PathDto);
    if (path) readDto(path, params);
    const declared = declaredBy(context, FreshnessDto) ?? FreshnessDto;
    const { waitFor, timeoutMs = DEFAULT_TIMEOUT } = readDto(declared, query);
    if (waitFor !== undefined) {
      await this.readModels.waitFor(BigInt(waitFor), timeoutMs, reads);
    }
    return true;
  }
}

/** The DTO of this kind that the route's handler declares. */
function declaredBy<Dto extends object>(
  context: ExecutionContext,
  kind: abstract new () => Dto,
): Type<Dto> | undefined {
  const controller = context.getClass<object>().prototype as object;
  const declared: unknown = Reflect.getMetadata('design:paramtypes', controller, context.getHandler().name);
  const types: readonly unknown[] = Array.isArray(declared) ? declared : [];
  return types.find((type): type is Type<Dto> => isOfKind(type, kind));
}

function isOfKind(type: unknown, kind: abstract new () => object): boolean {
  return typeof type === 'function' && (type === kind || type.prototype instanceof kind);
}
