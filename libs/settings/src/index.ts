export * from './errors.js';
export * from './read-settings.js';
export * from './secret-file.js';
export * from './settings.js';
export * from './shared-stores.js';
export type { TrustedProxies } from './values.js';
