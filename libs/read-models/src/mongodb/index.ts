export * from './open-mongo-document-store.js';
