import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { CORRELATION, type ProblemCode, ProblemResponses, RequireScope } from '#http';

export interface AdminRouteOptions {
  readonly summary: string;
  readonly description?: string;
  /** Describes the body of the answer; without it there is none. */
  readonly answers?: Type;
  readonly status: 200 | 201 | 204;
  readonly problems?: readonly ProblemCode[];
}

const EVERY_ROUTE: readonly ProblemCode[] = [
  'MALFORMED_REQUEST',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'TOO_MANY_GUESSES',
  'INTERNAL',
  'STORE_UNAVAILABLE',
];

/** A route that is neither command nor query, for keys with the scope `admin`. */
export function AdminRoute(method: MethodDecorator, options: AdminRouteOptions): MethodDecorator {
  const { summary, description = '', answers, status, problems = [] } = options;
  return applyDecorators(
    method,
    HttpCode(status),
    RequireScope('admin'),
    ApiOperation({ summary, description: `${description}\n\nScope: \`admin\`.`.trim() }),
    ApiBearerAuth(),
    ApiResponse({ status, description: 'Done.', headers: CORRELATION, ...(answers && { type: answers }) }),
    ProblemResponses([...EVERY_ROUTE, ...problems]),
  );
}
