export * from './append.js';
export * from './errors.js';
export * from './event-filter.js';
export * from './event-store.js';
export * from './events.js';
export * from './read.js';
export * from './subscribe.js';
