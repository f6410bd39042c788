export * from './database-of-own.js';
export * from './ferretdb.js';
export * from './noted-concerns.js';
