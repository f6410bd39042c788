import { applyDecorators, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { Scope } from '#access';
import { CORRELATION, ETAG, type ProblemCode, ProblemResponses, READ_POSITION } from '#http';

export interface QueryDescription {
  readonly scope: Scope;
  /** One line. */
  readonly summary: string;
  readonly description?: string;
  /** Describes the body of the answer. */
  readonly answers: Type;
  /** Problems that it can answer, besides those of every query. */
  readonly problems?: readonly ProblemCode[];
  /** Whether the answer has an `ETag`. */
  readonly etag?: boolean;
}

const EVERY_QUERY: readonly ProblemCode[] = [
  'MALFORMED_REQUEST',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'TOO_MANY_GUESSES',
  'INTERNAL',
  'STORE_UNAVAILABLE',
  'NOT_YET_VISIBLE',
  'PROJECTION_NOT_READY',
  'READ_MODELS_UNAVAILABLE',
  'READ_MODELS_DAMAGED',
];

/** Documents a query: what it answers, and every problem. */
export function QueryDocs(query: QueryDescription): MethodDecorator {
  const { scope, summary, description = '', answers, problems = [], etag = false } = query;
  return applyDecorators(
    ApiOperation({ summary, description: `${description}\n\nScope: \`${scope}\`.`.trim() }),
    ApiBearerAuth(),
    ApiResponse({
      status: 200,
      description: 'As the read models are at `Read-Position`.',
      headers: { ...CORRELATION, ...READ_POSITION, ...(etag && ETAG) },
      type: answers,
    }),
    ProblemResponses([...EVERY_QUERY, ...problems]),
  );
}
