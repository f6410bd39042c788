import { CodedError } from '#errors';
/** The connection string cannot be used. Nothing of it is shown, because any part of it may be a password. */
export class InvalidConnectionString extends CodedError {
  readonly code = 'INVALID_CONNECTION_STRING';
  constructor(
    /** What is wrong with it, to follow the name of the string in a sentence. */
    readonly fault: string,
  ) {
    super(`The connection string of EventStoreDB ${fault}.`);
  }
}
