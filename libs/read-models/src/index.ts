export * from './port/index.js';
export * from './projection.js';
export * from './projections/index.js';
export * from './projections/stored-event.js';
