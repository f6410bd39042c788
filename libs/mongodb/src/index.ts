export type { MongoOptions } from './client.js';
export * from './connection.js';
export * from './duplicate-key.js';
export { InvalidDatabaseName, InvalidMongoUrl, MongoUnavailable } from './errors.js';
