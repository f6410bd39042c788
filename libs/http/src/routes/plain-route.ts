import { applyDecorators, HttpCode } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiOperation, ApiResponse, type ApiResponseNoStatusOptions } from '@nestjs/swagger';
import type { FastifyContextConfig } from 'fastify';
import type { Scope } from '#access';
import { CORRELATION } from '../openapi/headers.js';
import { ProblemResponses } from '../openapi/problem-responses.js';
import type { ProblemCode } from '../problems/catalogue.js';

export interface PlainRouteOptions {
  /** Of the key; without it the route needs none. */
  readonly scope?: Scope;
  /** One line. */
  readonly summary: string;
  readonly description?: string;
  /** Whether monitoring calls it every few seconds. Default false. */
  readonly probe?: boolean;
  /** Of an answer that is not an error; 200 by default. */
  readonly status?: 200 | 201;
  readonly answers: ApiResponseNoStatusOptions;
  /** Problems that it can answer, besides those of every route. */
  readonly problems?: readonly ProblemCode[];
}

const WITH_KEY: readonly ProblemCode[] = [
  'MALFORMED_REQUEST',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'TOO_MANY_GUESSES',
  'STORE_UNAVAILABLE',
];

/** A route that is neither command nor query: path and method, who may call it, how it is documented. */
export function PlainRoute(method: MethodDecorator, options: PlainRouteOptions): MethodDecorator {
  const { scope, summary, description = '', probe = false, status = 200, answers, problems = [] } = options;
  const access = scope === undefined ? 'Needs no key.' : `Scope: \`${scope}\`.`;
  return applyDecorators(
    method,
    HttpCode(status),
    RouteConfig({ access: scope ?? 'open', probe } satisfies FastifyContextConfig),
    ApiOperation({ summary, description: `${description}\n\n${access}`.trim() }),
    ApiResponse({ status, description: 'Done.', headers: CORRELATION, ...answers }),
    ...(scope === undefined ? [] : [ApiBearerAuth()]),
    ProblemResponses(['INTERNAL', ...(scope === undefined ? [] : WITH_KEY), ...problems]),
  );
}
