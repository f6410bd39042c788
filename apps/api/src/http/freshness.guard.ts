import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
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
    const { waitFor, timeoutMs = DEFAULT_TIMEOUT_MS } = readDto(FreshnessDto, {
      waitFor: query.waitFor,
      ...('timeoutMs' in query && { timeoutMs: query.timeoutMs }),
    });
    if (waitFor !== undefined) await this.readModels.waitFor(BigInt(waitFor), timeoutMs);
    return true;
  }
}
