import { CodedError } from '#errors';
/** Something is wrong, and the message says in one sentence what to do about it. */
export class CommandFailed extends CodedError {
  readonly code = 'COMMAND_FAILED';
}

/** Ctrl-C or SIGTERM came before the end; the message says what becomes of what was begun. */
export class Interrupted extends CodedError {
  readonly code = 'INTERRUPTED';
}
