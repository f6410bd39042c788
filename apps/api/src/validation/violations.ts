import type { ValidationError } from 'class-validator';
import type { Violation } from '../problems/errors.js';

/** class-validator's findings as violations, each with its whole path. */
export function violationsIn(errors: readonly ValidationError[], path = ''): readonly Violation[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const field = path === '' ? property : `${path}.${property}`;
    const own = Object.entries(constraints ?? {}).map(([constraint, message]) => ({
      field,
      message: constraint === 'whitelistValidation' ? 'is not a known field' : message,
    }));
    return own.length > 0 ? own : violationsIn(children ?? [], field);
  });
}
