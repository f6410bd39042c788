import { applyDecorators, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, type ApiResponseOptions } from '@nestjs/swagger';
import { Open } from './require-scope.js';
import { CORRELATION } from '../openapi/headers.js';
import { ProblemResponses } from '../openapi/problem-responses.js';
import type { ProblemCode } from '../problems/catalogue.js';

export interface OpenRouteOptions {
  readonly summary: string;
  readonly description?: string;
  readonly answers: ApiResponseOptions;
  readonly problems?: readonly ProblemCode[];
}

/** A route that needs no key. */
export function OpenRoute(path: string, options: OpenRouteOptions): MethodDecorator {
  const { summary, description = '', answers, problems = [] } = options;
  return applyDecorators(
    Get(path),
    Open(true),
    ApiOperation({ summary, description: `${description}\n\nNeeds no key.`.trim() }),
    ApiResponse({ status: 200, headers: CORRELATION, ...answers }),
    ProblemResponses(['INTERNAL', ...problems]),
  );
}
