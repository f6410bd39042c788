export * from './check-query.js';
export * from './document-store.js';
export * from './errors.js';
