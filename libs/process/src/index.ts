export * from './fail.js';
export * from './process-logger.js';
export * from './run-until-signal.js';
