export * from './port/index.js';
export * from './projection.js';
