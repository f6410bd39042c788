import { CodedError } from '#errors';
import { voucherNotFound } from '#vouchers';

/** The stream has moved on since the client saw it (`If-Match`). */
export class RevisionMismatch extends CodedError {
  readonly code = 'REVISION_MISMATCH';
  constructor(
    readonly expected: number,
    /** -1 when the stream does not exist. */
    readonly actual: number,
  ) {
    const where = actual < 0 ? 'The stream does not exist yet' : `The stream is at revision ${actual}`;
    super(`${where}, not at ${expected}: read it again.`);
  }
}

/** Other commands on the same stream were faster, several times in a row. */
export class TooManyConflicts extends CodedError {
  readonly code = 'CONFLICT';
  constructor() {
    super('Other commands changed the same stream at the same moment; send the command again.');
  }
}

/** The same command id came with another command. */
export class CommandIdReused extends CodedError {
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
  constructor() {
    super('This idempotency key was used for another command; use a new key for each command.');
  }
}

/** What a query asks for is not there. */
export class NotFound extends CodedError {
  constructor(
    readonly code: 'VOUCHER_NOT_FOUND' | 'OFFER_NOT_FOUND' | 'CANDIDATE_NOT_FOUND',
    message: string,
  ) {
    super(message);
  }
}

/** The same for an id and for a code, unknown, mistyped or foreign (`domain.md` rule 20). */
export function noSuchVoucher(): NotFound {
  return new NotFound('VOUCHER_NOT_FOUND', voucherNotFound.detail);
}

/** Vouchers cannot be found by their codes now: the read models in which codes are looked up are away, or behind. */
export class VoucherCodeNotResolved extends CodedError {
  readonly code = 'VOUCHER_CODE_NOT_RESOLVED';
  constructor(override readonly cause: Error) {
    super('The voucher code cannot be looked up now: try again later, or name the voucher by its id.', {
      cause,
    });
  }
}

/** A cursor, `asOf` or other argument of a query that cannot be understood. */
export class InvalidArgument extends CodedError {
  readonly code = 'MALFORMED_REQUEST';
  readonly violations: readonly { readonly field: string; readonly message: string }[];
  /** @param message to follow the name of the field in a sentence */
  constructor(field: string, message: string) {
    super(`${field} ${message}.`);
    this.violations = [{ field, message }];
  }
}
