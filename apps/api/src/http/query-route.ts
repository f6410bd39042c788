import { applyDecorators, Get, UseGuards } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyContextConfig } from 'fastify';
import { type QueryDescription, QueryDocs } from '../openapi/query-docs.js';
import { FreshnessGuard } from './freshness.guard.js';
import { presentAnswer } from './present-answer.js';

/** A route that answers a query from the read models: path, scope, freshness, `Read-Position`, documentation. */
export function QueryRoute(path: string, query: QueryDescription): MethodDecorator {
  return applyDecorators(
    Get(path),
    RouteConfig({ access: query.scope, present: presentAnswer } satisfies FastifyContextConfig),
    UseGuards(FreshnessGuard),
    QueryDocs(query),
  );
}
