export * from './errors.js';
export * from './secret-file.js';
export type * from './settings.js';
export * from './shared-stores.js';
export * from './store-names.js';
export type { TrustedProxies } from './values.js';
