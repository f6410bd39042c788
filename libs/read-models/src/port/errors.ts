import { CodedError } from '#errors';
/** Whatever a document store can answer instead of a result; `code` is stable. */
export abstract class DocumentStoreError extends CodedError {}

/** The query asks for what the collection has no index for, or is out of range; repeating it will not help. */
export class InvalidQuery extends DocumentStoreError {
  readonly code = 'INVALID_QUERY';
}

/** The document cannot be stored as it is; nothing of its commit was kept, and repeating will not help. */
export class InvalidDocument extends DocumentStoreError {
  readonly code = 'INVALID_DOCUMENT';
  constructor(
    readonly collection: string,
    readonly id: string,
    why: string,
    options?: ErrorOptions,
  ) {
    super(`Document ${JSON.stringify(id)} of ${collection} cannot be stored: ${why}.`, options);
  }
}

/** The collection was dropped, or never created. */
export class UnknownCollection extends DocumentStoreError {
  readonly code = 'UNKNOWN_COLLECTION';
  constructor(readonly collection: string) {
    super(`There is no collection ${collection}: make it first, or look up which one serves now.`);
  }
}

/** Another owner has taken over what was to be written: leave it alone. */
export class FencedOff extends DocumentStoreError {
  readonly code = 'FENCED_OFF';
  constructor(
    readonly what: string,
    readonly token: bigint,
  ) {
    super(`${what} has a newer owner than the one with token ${token}: leave it to that one.`);
  }
}

/** The store cannot be reached or cannot work now; trying later may help, and repeating a commit is safe. */
export class ReadModelsUnavailable extends DocumentStoreError {
  readonly code = 'READ_MODELS_UNAVAILABLE';
}

/** What is stored is damaged. Nothing is lost: read models are rebuilt from the events. */
export class ReadModelsDamaged extends DocumentStoreError {
  readonly code = 'READ_MODELS_DAMAGED';
}
