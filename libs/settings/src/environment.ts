export * from './mistyped-names.js';
export * from './read-settings.js';
