import { CommandRefused, type Refusal } from '#vouchers';
import { isProblemCode, kindOf, type ProblemCode, typeOf } from './catalogue.js';
import { Forbidden, MethodNotAllowed, Unauthenticated, type Violation } from './errors.js';
import { readByFramework } from './framework-errors.js';

/** RFC 9457 problem details, with our extensions. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly correlationId: string;
  /** What is wrong with the input. */
  readonly violations?: readonly Violation[];
  /** Every rule that refuses a command; the first gives `code` and `detail`. */
  readonly refusals?: readonly Refusal[];
}

export interface ProblemAnswer {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
}

/** The answer to an error; whatever is not known is `INTERNAL` and tells nothing about itself. */
export function answerTo(error: unknown, correlationId: string): ProblemAnswer {
  const known: Known | undefined = recognised(error) ?? readByFramework(error);
  const code = known?.code ?? 'INTERNAL';
  const { status, title, detail } = kindOf(code);
  const problem: Problem = {
    type: typeOf(code),
    title,
    status,
    detail: detail ?? known?.message ?? title,
    code,
    correlationId,
    ...(known?.violations && { violations: known.violations }),
    ...(known instanceof CommandRefused && { refusals: known.refusals }),
  };
  return { problem, headers: headersFor(known, code) };
}

/** An error that the catalogue has, of this edge or of the application. */
type Known = Error & { readonly code: ProblemCode; readonly violations?: readonly Violation[] };

function recognised(error: unknown): Known | undefined {
  return error instanceof Error && 'code' in error && isProblemCode(error.code)
    ? (error as Known)
    : undefined;
}

function headersFor(error: Error | undefined, code: ProblemCode): Readonly<Record<string, string>> {
  if (error instanceof Unauthenticated) return { 'www-authenticate': 'Bearer realm="second-shot"' };
  if (error instanceof Forbidden) {
    return { 'www-authenticate': `Bearer error="insufficient_scope", scope="${error.missing}"` };
  }
  if (error instanceof MethodNotAllowed) return { allow: error.allowed.join(', ') };
  const seconds = secondsNamedBy(error) ?? kindOf(code).retryAfter;
  return seconds === undefined ? {} : { 'retry-after': String(seconds) };
}

function secondsNamedBy(error: Error | undefined): number | undefined {
  return error !== undefined && 'retryAfterSeconds' in error && typeof error.retryAfterSeconds === 'number'
    ? error.retryAfterSeconds
    : undefined;
}
