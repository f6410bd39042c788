export * from './document-store.js';
export * from './errors.js';
