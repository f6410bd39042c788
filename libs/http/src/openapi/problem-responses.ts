import { applyDecorators } from '@nestjs/common';
import { ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { kindOf, type ProblemCode } from '../problems/catalogue.js';
import { CORRELATION, RETRY_AFTER, WWW_AUTHENTICATE } from './headers.js';
import { exampleOf } from './problem-examples.js';
import { ProblemDto } from './problem.dto.js';

/** Documents the error answers of a route: one response a status, with an example of each code. */
export function ProblemResponses(codes: readonly ProblemCode[]): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ...[...byStatus(codes)].map(([status, ofStatus]) =>
      ApiResponse({
        status,
        description: ofStatus.map((code) => `\`${code}\`: ${kindOf(code).title}.`).join('\n\n'),
        headers: {
          ...CORRELATION,
          ...(ofStatus.some(retried) && RETRY_AFTER),
          ...(ofStatus.some(asksForKey) && WWW_AUTHENTICATE),
        },
        content: {
          'application/problem+json': {
            schema: { $ref: getSchemaPath(ProblemDto) },
            examples: Object.fromEntries(ofStatus.map((code) => [code, { value: exampleOf(code) }])),
          },
        },
      }),
    ),
  );
}

function retried(code: ProblemCode): boolean {
  return kindOf(code).retryAfter !== undefined;
}

function asksForKey(code: ProblemCode): boolean {
  return code === 'UNAUTHENTICATED' || code === 'FORBIDDEN';
}

function byStatus(codes: readonly ProblemCode[]): ReadonlyMap<number, readonly ProblemCode[]> {
  const groups = new Map<number, ProblemCode[]>();
  for (const code of new Set(codes)) {
    const { status } = kindOf(code);
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return groups;
}
