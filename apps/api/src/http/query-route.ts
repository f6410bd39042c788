import { applyDecorators, Get, UseGuards } from '@nestjs/common';
import { RequireScope } from '#http';
import { type QueryDescription, QueryDocs } from '../openapi/query-docs.js';
import { FreshnessGuard } from './freshness.guard.js';
import { PresentedBy } from './present.js';
import { presentAnswer } from './present-answer.js';

/** A route that answers a query from the read models: path, scope, freshness, `Read-Position`, documentation. */
export function QueryRoute(path: string, query: QueryDescription): MethodDecorator {
  return applyDecorators(
    Get(path),
    RequireScope(query.scope),
    UseGuards(FreshnessGuard),
    PresentedBy(presentAnswer),
    QueryDocs(query),
  );
}
