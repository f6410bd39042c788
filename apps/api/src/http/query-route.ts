import { applyDecorators, Get, type Type, UseGuards } from '@nestjs/common';
import type { Scope } from '#access';
import { type ProblemCode, RequireScope } from '#http';
import { QueryDocs } from '../openapi/query-docs.js';
import { FreshnessGuard } from './freshness.guard.js';
import { PresentedBy } from './present.js';
import { presentAnswer } from './present-answer.js';

export interface QueryRouteOptions {
  readonly scope: Scope;
  /** One line. */
  readonly summary: string;
  readonly description?: string;
  /** Describes the body of the answer. */
  readonly answers: Type;
  /** What it can be answered instead, besides what every query can. */
  readonly problems?: readonly ProblemCode[];
  /** Whether the answer has an `ETag`. */
  readonly etag?: boolean;
}

/** A route that answers a query from the read models: path, scope, freshness, `Read-Position`, documentation. */
export function QueryRoute(path: string, options: QueryRouteOptions): MethodDecorator {
  return applyDecorators(
    Get(path),
    RequireScope(options.scope),
    UseGuards(FreshnessGuard),
    PresentedBy(presentAnswer),
    QueryDocs(options),
  );
}
