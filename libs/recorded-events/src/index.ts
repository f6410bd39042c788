export * from './domain-event.js';
export * from './metadata.js';
export * from './upcast-event.js';
