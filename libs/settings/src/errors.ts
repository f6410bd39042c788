import { CodedError } from '#errors';
/** A setting has a value that cannot be served; the message is one sentence to print, without secrets. */
export class InvalidSetting extends CodedError {
  readonly code = 'INVALID_SETTING';
  constructor(
    /** Name of the environment variable. */
    readonly variable: string,
    message: string,
  ) {
    super(message);
  }
}
