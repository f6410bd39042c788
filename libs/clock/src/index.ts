export * from './back-off.js';
export * from './clock.js';
export * from './instant.js';
export * from './simulated-clock.js';
export * from './system-clock.js';
