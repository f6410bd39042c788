export * from './open-mongo-access-keys.js';
