import { TooManyGuesses } from '#access';
import { noSuchVoucher, RevisionMismatch } from '#application';
import { NotYetVisible } from '#read-models';
import { voucherNotFound, type Refusal } from '#vouchers';
import { kindOf, type ProblemCode } from '../problems/catalogue.js';
import {
  Forbidden,
  KeyNotFound,
  MalformedRequest,
  MethodNotAllowed,
  RouteNotFound,
  Unauthenticated,
  type Violation,
} from '../problems/errors.js';
import { answerTo, type Problem } from '../problems/problem.js';

export const VIOLATION: Violation = {
  field: 'examCode',
  message: 'must be text of at most 20 characters',
};

export const REFUSAL: Refusal = voucherNotFound;

/** What is thrown where the answer says more than what the catalogue says of every one of its kind. */
const ERRORS: readonly (Error & { readonly code: string })[] = [
  new MalformedRequest([VIOLATION]),
  new Unauthenticated(),
  new Forbidden('exams:write'),
  new RouteNotFound(),
  new KeyNotFound(),
  new MethodNotAllowed(['GET']),
  noSuchVoucher(),
  new RevisionMismatch(4, 5),
  new NotYetVisible(1042n, new Map([['vouchers', 1040n]])),
  new TooManyGuesses(60),
];

const ANY_ID = '6f1d2c3a-0b5e-4f7a-9c8d-1e2f3a4b5c6d';

/** An answer of this kind. */
export function exampleOf(code: ProblemCode): Problem {
  const thrown = ERRORS.find((error) => error.code === code);
  const error = thrown ?? Object.assign(new Error(`${kindOf(code).title}.`), { code });
  return answerTo(error, ANY_ID).problem;
}
