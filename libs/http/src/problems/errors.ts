import type { Scope } from '#access';
import { CodedError } from '#errors';
import type { EdgeCode } from './catalogue.js';

/** One thing that is wrong with the input. */
export interface Violation {
  /** Path of a field (`candidate.email`), or the name of a query parameter or header. */
  readonly field: string;
  readonly message: string;
}

/** Input that cannot be understood; tells every violation that was found. */
export class MalformedRequest extends CodedError {
  readonly code = 'MALFORMED_REQUEST';
  constructor(readonly violations: readonly Violation[]) {
    super(violations.map(({ field, message }) => `${field} ${message}`).join('; ') + '.');
  }
}

/** No key came with the request, or one that is unknown, expired or revoked. */
export class Unauthenticated extends CodedError {
  readonly code = 'UNAUTHENTICATED';
  constructor() {
    super('Send a key that is neither expired nor revoked as "Authorization: Bearer <key>".');
  }
}

/** The key does not have the scope that the route needs. */
export class Forbidden extends CodedError {
  readonly code = 'FORBIDDEN';
  constructor(readonly missing: Scope) {
    super(`This needs a key with the scope ${missing}.`);
  }
}

/** No route has this path. */
export class RouteNotFound extends CodedError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super('No route has this path; /docs shows those there are.');
  }
}

export class KeyNotFound extends CodedError {
  readonly code = 'KEY_NOT_FOUND';
  constructor() {
    super('There is no key with this id.');
  }
}

/** The path exists, for other methods. */
export class MethodNotAllowed extends CodedError {
  readonly code = 'METHOD_NOT_ALLOWED';
  constructor(readonly allowed: readonly string[]) {
    super(`This path takes ${allowed.join(', ')}.`);
  }
}

/** Violations in Fastify's and Node's own reading of a request, before any route is reached. */
export class UnreadableRequest extends CodedError {
  constructor(
    override readonly code: EdgeCode,
    message: string,
  ) {
    super(message);
  }
}
