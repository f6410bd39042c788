import { applyDecorators, Get, UseGuards } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyContextConfig } from 'fastify';
import type { Reads } from '#application';
import { type QueryDescription, QueryDocs } from '../openapi/query-docs.js';
import { FreshnessGuard } from './freshness.guard.js';
import { presentAnswer } from './present-answer.js';
import { presentKeptAnswer } from './present-kept-answer.js';

export interface QueryRouteOptions extends QueryDescription {
  /** Of the query that the handler asks. */
  readonly reads: Reads;
  /** Whether the very same object is answered again while nothing has changed. Default false. */
  readonly kept?: boolean;
}

/** A route that answers a query from the read models: path, scope, freshness, `Read-Position`, documentation. */
export function QueryRoute(path: string, query: QueryRouteOptions): MethodDecorator {
  const present = query.kept ? presentKeptAnswer : presentAnswer;
  return applyDecorators(
    Get(path),
    RouteConfig({ access: query.scope, present, reads: query.reads } satisfies FastifyContextConfig),
    UseGuards(FreshnessGuard),
    QueryDocs(query),
  );
}
