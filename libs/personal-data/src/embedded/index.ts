export * from './embedded-key-list.js';
export * from './open-embedded-vault.js';
export * from './sqlite-key-store.js';
