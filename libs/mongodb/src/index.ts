export * from './connection.js';
export * from './duplicate-key.js';
export * from './errors.js';
