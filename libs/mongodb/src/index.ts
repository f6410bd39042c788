export type { MongoOptions } from './client.js';
export * from './connection.js';
export * from './duplicate-key.js';
export { InvalidMongoUrl, MongoFailure, MongoUnavailable } from './errors.js';
