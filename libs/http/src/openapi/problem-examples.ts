import { type ProblemCode, kindOf, typeOf } from '../problems/catalogue.js';
import type { Problem } from '../problems/problem.js';

const DETAILS: Partial<Record<ProblemCode, string>> = {
  MALFORMED_REQUEST: 'examCode must be text of 1 to 20 characters without control characters.',
  UNAUTHENTICATED: 'Send a key that is neither expired nor revoked as "Authorization: Bearer <key>".',
  FORBIDDEN: 'This needs a key with the scope exams:write.',
  REVISION_MISMATCH: 'The stream is at revision 5, not 4: read it again.',
  NOT_YET_VISIBLE: 'Position 1042 was accepted, and was not visible within 2000 ms: ask again.',
  TOO_MANY_GUESSES: 'Too many wrong guesses: try again in 60 s.',
};

const VIOLATIONS = [
  { field: 'examCode', message: 'must be text of 1 to 20 characters without control characters' },
];

/** An answer of this kind. */
export function exampleOf(code: ProblemCode): Problem {
  const { status, title, detail } = kindOf(code);
  return {
    type: typeOf(code),
    title,
    status,
    detail: detail ?? DETAILS[code] ?? `${title}.`,
    code,
    correlationId: '6f1d2c3a-0b5e-4f7a-9c8d-1e2f3a4b5c6d',
    ...(code === 'MALFORMED_REQUEST' && { violations: VIOLATIONS }),
  };
}
