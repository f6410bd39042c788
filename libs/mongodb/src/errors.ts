import { CodedError } from '#errors';

/**
 * The server cannot be reached or did not answer in time; what was to be written may have been. The message is one
 * sentence, without user name and password.
 */
export class MongoUnavailable extends CodedError {
  readonly code = 'MONGODB_UNAVAILABLE';
}

/** The connection string is none. It is not shown, nor is the driver's error, which shows it. */
export class InvalidMongoUrl extends CodedError {
  readonly code = 'INVALID_MONGODB_URL';
  constructor(
    /** The setting that holds it. */
    readonly setting: string,
  ) {
    super(
      `${setting} is not a connection string that the MongoDB driver accepts: write it like mongodb://user:password@host:27017/second-shot, with what is special in user and password percent-encoded.`,
    );
  }
}

/** No server takes the name of the database, now or later. */
export class InvalidDatabaseName extends CodedError {
  readonly code = 'INVALID_DATABASE_NAME';
  /** @param setting that names the database @param why as the server says it, where it was asked */
  constructor(setting: string, why?: string) {
    const said = why === undefined ? '' : ` (${why})`;
    super(
      `${setting} names a database that MongoDB does not take${said}: choose a name of letters, digits, - and _, at most 63 of them.`,
    );
  }
}

/** A call that is no longer waited for; the message says why. What was to be written may have been. */
export class Unanswered extends Error {}
