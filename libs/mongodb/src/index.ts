export type { MongoOptions } from './client.js';
export * from './connection.js';
export * from './duplicate-key.js';
export { InvalidDatabaseName, InvalidMongoUrl, MongoFailure, MongoUnavailable } from './errors.js';
