import { CodedError } from '#errors';

/** A sealed value that nobody can read, however often it is tried; the message says what to restore. */
export abstract class Unreadable extends CodedError {}

/** A sealed value was altered, cut off, or belongs to another candidate or purpose. */
export class SealBroken extends Unreadable {
  readonly code = 'SEAL_BROKEN';
  constructor() {
    super(
      'A sealed value was altered or does not belong here: restore the event that holds it from a backup.',
    );
  }
}

/** A sealed value names a key that the key store has never had. */
export class UnknownDataKey extends Unreadable {
  readonly code = 'UNKNOWN_DATA_KEY';
  constructor(readonly keyId: string) {
    super(`The key store has never had key ${keyId}: restore the key store that belongs to these events.`);
  }
}

/** A stored key is not what was stored. */
export class DamagedDataKey extends Unreadable {
  readonly code = 'DAMAGED_DATA_KEY';
  constructor(readonly keyId: string) {
    super(`Key ${keyId} was altered in the key store: restore the key store from a backup.`);
  }
}

/** The master key is not the one that the key store was made with. */
export class WrongMasterKey extends CodedError {
  readonly code = 'WRONG_MASTER_KEY';
}

/** The text given as the master key is none. */
export class InvalidMasterKey extends CodedError {
  readonly code = 'INVALID_MASTER_KEY';
}

/** A key cannot be copied, since the target has its own: it is another programme's, or has been worked on. */
export class KeysNotEmpty extends CodedError {
  readonly code = 'KEYS_NOT_EMPTY';
  constructor(readonly keyId: string) {
    super(
      `The target has keys of its own and cannot take over ${keyId}: copy to a database that holds no keys.`,
    );
  }
}

/** The keys cannot be read or written now; nothing was sealed, and trying later may help. */
export class KeyStoreUnavailable extends CodedError {
  readonly code = 'STORE_UNAVAILABLE';
}
