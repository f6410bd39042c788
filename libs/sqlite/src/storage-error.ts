import { CodedError } from '#errors';

/** What can go wrong with an embedded database file; stable. */
export type StorageErrorCode =
  | 'STORE_LOCKED'
  | 'STORAGE_UNWRITABLE'
  | 'STORAGE_UNREADABLE'
  | 'STORAGE_FULL'
  | 'STORAGE_IO'
  | 'STORAGE_BUSY'
  | 'STORAGE_FAILED'
  | 'FILE_MISSING'
  | 'FILE_CORRUPT'
  | 'FILE_FOREIGN'
  | 'FILE_VERSION'
  | 'WRITER_OVERLOADED'
  | 'WRITER_CLOSED'
  | 'REQUEST_FAILED'
  | 'OUTCOME_UNKNOWN';

/**
 * A failure of an embedded database file. The message is one sentence that names the file and says what to do.
 * Of all codes only `OUTCOME_UNKNOWN` leaves open whether something was written.
 */
export class StorageError extends CodedError {
  constructor(
    override readonly code: StorageErrorCode,
    readonly file: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Another process, thread or opening in this process writes to the file already. */
export class StoreLocked extends StorageError {
  constructor(file: string, directory: string) {
    super(
      'STORE_LOCKED',
      file,
      `${directory} is in use by another running instance: stop that one, or give this one a data directory of its own.`,
    );
  }
}

/** A storage error as it travels between threads. */
export interface StorageErrorData {
  readonly code: StorageErrorCode;
  readonly file: string;
  readonly message: string;
}

export function toData({ code, file, message }: StorageError): StorageErrorData {
  return { code, file, message };
}

export function fromData({ code, file, message }: StorageErrorData): StorageError {
  return new StorageError(code, file, message);
}
