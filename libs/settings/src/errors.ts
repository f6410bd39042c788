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

/** A file with a secret is there, or is to be made, and the file system has something against it. */
export class SecretFileUnusable extends CodedError {
  readonly code = 'SECRET_FILE_UNUSABLE';
  constructor(path: string, cause: NodeJS.ErrnoException) {
    super(
      `${path} cannot be read or made (${cause.code ?? cause.message}): see that it belongs to the user that runs this, and its directory too.`,
      { cause },
    );
  }
}
