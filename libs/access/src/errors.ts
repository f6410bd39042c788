import { CodedError } from '#errors';
/** A key cannot be made as asked. */
export class InvalidAccessKey extends CodedError {
  readonly code = 'INVALID_ACCESS_KEY';
}

/** The admin key that the settings give was revoked. */
export class AdminKeyRevoked extends CodedError {
  readonly code = 'ADMIN_KEY_REVOKED';
  constructor(readonly keyId: string) {
    super(`ADMIN_API_KEY is a key that was revoked (${keyId}): set another one, or leave it out.`);
  }
}

/** Too many wrong guesses; the next one is not looked at. */
export class TooManyGuesses extends CodedError {
  readonly code = 'TOO_MANY_GUESSES';
  /** @param retryAfterSeconds whole seconds, at least 1 */
  constructor(readonly retryAfterSeconds: number) {
    super(`Too many wrong guesses: try again in ${retryAfterSeconds} s.`);
  }
}

/** The keys cannot be read or written now; trying later may help. */
export class AccessKeysUnavailable extends CodedError {
  readonly code = 'STORE_UNAVAILABLE';
}
