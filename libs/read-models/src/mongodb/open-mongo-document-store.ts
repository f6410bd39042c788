import { MongoConnection } from '#mongodb';
import { type DocumentStore, ReadModelsUnavailable } from '../port/index.js';
import { MongoDocumentStore } from './mongo-document-store.js';

export interface MongoDocumentStoreOptions {
  /** Connection string; a database that it does not name is `second-shot`. */
  readonly url: string;
  /** Milliseconds after which an unanswered query fails. Default 5,000. */
  readonly timeout?: number;
}

/**
 * The document store on MongoDB, for any number of processes. It connects when it is first used, so a server that is
 * away does not keep a program from starting.
 *
 * @throws InvalidMongoUrl, InvalidDatabaseName
 */
export function openMongoDocumentStore({ url, timeout }: MongoDocumentStoreOptions): DocumentStore {
  return new MongoDocumentStore(
    new MongoConnection({
      url,
      setting: 'MONGODB_URL',
      database: 'second-shot',
      timeout,
      unavailable: (cause) => new ReadModelsUnavailable(cause.message, { cause }),
    }),
  );
}
