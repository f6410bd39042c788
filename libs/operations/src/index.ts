export * from './observe-commands.js';
export * from './operations.module.js';
export * from './projections-status.js';
export * from './readiness.js';
export * from './while-starting.js';
