export * from './open-embedded-document-store.js';
