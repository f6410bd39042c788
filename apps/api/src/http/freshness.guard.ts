import { type CanActivate, type ExecutionContext, Injectable, type Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ReadModels } from '#read-models';
import { readDto } from '../validation/read-dto.js';
import { FreshnessDto } from './freshness.dto.js';

const DEFAULT_TIMEOUT_MS = 2_000;

/** Holds a query with `waitFor` back until the read models have seen that position. */
@Injectable()
export class FreshnessGuard implements CanActivate {
  constructor(private readonly readModels: ReadModels) {}

  /**
   * @throws MalformedRequest
   * @throws NotYetVisible when they do not within `timeoutMs`
   */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const query = context.switchToHttp().getRequest<FastifyRequest>().query as Readonly<
      Record<string, unknown>
    >;
    if (!('waitFor' in query)) return true;
    // All of it is read: what is malformed anyway is refused, and not kept waiting.
    const { waitFor, timeoutMs = DEFAULT_TIMEOUT_MS } = readDto(queryOf(context), query);
    if (waitFor !== undefined) await this.readModels.waitFor(BigInt(waitFor), timeoutMs);
    return true;
  }
}

/** What the route's handler declares its query string to be. */
function queryOf(context: ExecutionContext): Type<FreshnessDto> {
  const controller = context.getClass<object>().prototype as object;
  const declared: unknown = Reflect.getMetadata('design:paramtypes', controller, context.getHandler().name);
  return Array.isArray(declared) ? (declared.find(isFreshness) ?? FreshnessDto) : FreshnessDto;
}

function isFreshness(type: unknown): type is Type<FreshnessDto> {
  return typeof type === 'function' && (type === FreshnessDto || type.prototype instanceof FreshnessDto);
}
