export * from './fail.js';
export * from './process-logger.js';
export * from './stop-on-signal.js';
