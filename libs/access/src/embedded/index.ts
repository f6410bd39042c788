export * from './open-embedded-access-keys.js';
