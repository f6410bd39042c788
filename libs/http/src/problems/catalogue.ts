import type { RefusalCode } from '#vouchers';

/** Codes of answers that are not rules of the domain. Stable: clients rely on them. */
export type EdgeCode =
  | 'MALFORMED_REQUEST'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'KEY_NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'REQUEST_TIMEOUT'
  | 'CONFLICT'
  | 'REVISION_MISMATCH'
  | 'BODY_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'EXPECTATION_FAILED'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'CLOCK_MOVES_FORWARD_ONLY'
  | 'INVALID_ACCESS_KEY'
  | 'TOO_MANY_GUESSES'
  | 'HEADERS_TOO_LARGE'
  | 'INTERNAL'
  | 'NOT_YET_VISIBLE'
  | 'PROJECTION_NOT_READY'
  | 'STORE_UNAVAILABLE'
  | 'UNKNOWN_SCHEMA_VERSION'
  | 'OUTCOME_UNKNOWN'
  | 'READ_MODELS_UNAVAILABLE'
  | 'READ_MODELS_DAMAGED'
  | 'VOUCHER_CODE_NOT_RESOLVED';

export type ProblemCode = RefusalCode | EdgeCode;

export interface ProblemKind {
  /** HTTP status. */
  readonly status: number;
  /** The same for every occurrence (RFC 9457 §3.1.3). */
  readonly title: string;
  /** Seconds for `Retry-After`, where sending the same request again may help. */
  readonly retryAfter?: number;
  /** Answered in place of the error's own message, which may reveal internals. */
  readonly detail?: string;
}

const rules: Readonly<Record<RefusalCode, ProblemKind>> = {
  OFFER_NOT_FOUND: { status: 404, title: 'There is no such offer' },
  OFFER_ALREADY_PUBLISHED: { status: 409, title: 'The offer is already published with other terms' },
  OFFER_TERMS_INVALID: { status: 422, title: 'The terms are not valid' },
  OFFER_NOT_OPEN: { status: 409, title: 'The offer is not open' },
  CANDIDATE_LIMIT_REACHED: { status: 409, title: 'The candidate holds as many vouchers as the offer allows' },
  EXAM_CODE_MALFORMED: { status: 400, title: 'Not an exam code: three digits, a dash, three digits' },
  EXAM_NOT_ELIGIBLE: { status: 409, title: 'The offer does not cover this exam' },
  EXAM_ALLOWANCE_EXCEEDED: { status: 409, title: 'The voucher covers no further exam' },
  EXAM_NOT_IN_PACK: { status: 409, title: 'The pack does not name this exam' },
  VOUCHER_NOT_FOUND: { status: 404, title: 'There is no such voucher' },
  VOUCHER_NOT_REQUESTED: { status: 409, title: 'The voucher is not waiting for approval' },
  VOUCHER_NOT_ACTIVE: { status: 409, title: 'The voucher is not active' },
  APPOINTMENT_AFTER_EXPIRY: { status: 409, title: 'The appointment starts after the voucher ends' },
  APPOINTMENT_IN_PAST: { status: 409, title: 'The appointment starts before it is made' },
  EXAM_ALREADY_SCHEDULED: { status: 409, title: 'The exam has an open booking' },
  EXAM_NOT_PAID: { status: 409, title: 'The first sitting has not been paid for' },
  ALREADY_PAID: { status: 409, title: 'The first sitting has already been paid for' },
  RETAKE_IS_FREE: { status: 409, title: 'A retake takes no payment' },
  NO_SITTING_BOOKED: { status: 409, title: 'No sitting is booked' },
  SITTING_OUT_OF_RANGE: { status: 409, title: 'The sitting cannot have been at that time' },
  NO_RESULT_RECORDED: { status: 409, title: 'There is no result to correct' },
  RETAKE_NOT_GRANTED: { status: 409, title: 'A retake needs a failed first sitting' },
  RETAKE_ALREADY_USED: { status: 409, title: 'The retake of this exam is used up' },
  RETAKE_TOO_EARLY: { status: 409, title: 'The retake starts too early' },
  EXAM_ALREADY_PASSED: { status: 409, title: 'The exam has been passed' },
  CHANGE_TOO_LATE: { status: 409, title: 'It is too late to move the appointment' },
  EXTENSION_NOT_LATER: { status: 422, title: 'The extension does not end later than the voucher' },
  CONFLICTING_DUPLICATE: { status: 409, title: 'The same message came before, with different content' },
  CANDIDATE_NOT_FOUND: { status: 404, title: 'Nothing is known about the candidate' },
};

const edge: Readonly<Record<EdgeCode, ProblemKind>> = {
  MALFORMED_REQUEST: { status: 400, title: 'The request is malformed' },
  UNAUTHENTICATED: { status: 401, title: 'No valid key' },
  FORBIDDEN: { status: 403, title: 'The key lacks the scope' },
  NOT_FOUND: { status: 404, title: 'There is nothing here' },
  KEY_NOT_FOUND: { status: 404, title: 'There is no such key' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'The method is not allowed here' },
  REQUEST_TIMEOUT: { status: 408, title: 'The request did not arrive in time' },
  CONFLICT: { status: 409, title: 'Other commands were faster', retryAfter: 1 },
  REVISION_MISMATCH: { status: 412, title: 'The stream has moved on' },
  BODY_TOO_LARGE: { status: 413, title: 'The body is larger than 64 KiB' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'The body is not JSON' },
  EXPECTATION_FAILED: { status: 417, title: 'The expectation cannot be met' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, title: 'The idempotency key belongs to another command' },
  CLOCK_MOVES_FORWARD_ONLY: { status: 422, title: 'The clock moves forward only' },
  INVALID_ACCESS_KEY: { status: 422, title: 'The key cannot be created from this input' },
  TOO_MANY_GUESSES: { status: 429, title: 'Too many wrong guesses', retryAfter: 60 },
  HEADERS_TOO_LARGE: { status: 431, title: 'The headers are too large' },
  INTERNAL: {
    status: 500,
    title: 'Something went wrong on our side',
    detail: 'The error was logged; name the correlation id when you report it.',
  },
  NOT_YET_VISIBLE: { status: 503, title: 'Accepted, but not visible yet', retryAfter: 1 },
  PROJECTION_NOT_READY: {
    status: 503,
    title: 'The read models are not set up yet',
    retryAfter: 5,
    detail: 'Send the query again later; commands are accepted meanwhile.',
  },
  STORE_UNAVAILABLE: {
    status: 503,
    title: 'A store is unavailable',
    retryAfter: 5,
    detail: 'Send the request again later; if it was a command, nothing was recorded.',
  },
  UNKNOWN_SCHEMA_VERSION: {
    status: 503,
    title: 'A newer release wrote events that this one cannot read',
    retryAfter: 5,
    detail:
      'Send the request again: a process of that release can serve it. If it was a command, nothing was recorded.',
  },
  OUTCOME_UNKNOWN: {
    status: 503,
    title: 'The command may have been recorded',
    retryAfter: 1,
    detail: 'Send the command again with the same Idempotency-Key: it is recorded once.',
  },
  READ_MODELS_UNAVAILABLE: {
    status: 503,
    title: 'The read models are unavailable',
    retryAfter: 5,
    detail: 'Send the query again later; commands are accepted meanwhile.',
  },
  READ_MODELS_DAMAGED: {
    status: 503,
    title: 'The read models are damaged',
    retryAfter: 60,
    detail:
      'Send the query again when an operator has had them rebuilt, as the log says; commands are accepted meanwhile.',
  },
  VOUCHER_CODE_NOT_RESOLVED: {
    status: 503,
    title: 'The voucher code cannot be looked up now',
    retryAfter: 1,
    detail:
      'Send the request again later, or name the voucher by its id, which works. If it was a command, nothing was recorded.',
  },
};

const PROBLEMS: Readonly<Record<ProblemCode, ProblemKind>> = { ...rules, ...edge };

export const PROBLEM_CODES = Object.keys(PROBLEMS) as readonly ProblemCode[];

export function kindOf(code: ProblemCode): ProblemKind {
  return PROBLEMS[code];
}

export function isProblemCode(code: unknown): code is ProblemCode {
  return typeof code === 'string' && Object.hasOwn(PROBLEMS, code);
}

/** URI reference of a kind of problem, which answers what it means: `/docs/problems/voucher-not-found`. */
export function typeOf(code: ProblemCode): string {
  return `/docs/problems/${code.toLowerCase().replaceAll('_', '-')}`;
}
