export { closeDatabase } from './close-database.js';
export type { DatabaseKind } from './database-kind.js';
export * from './group-commit-writer.js';
export * from './open-database.js';
export * from './statement.js';
export { StorageError, StoreLocked, type StorageErrorCode } from './storage-error.js';
export { translateSqliteError } from './translate-error.js';
export * from './writer-lock.js';
export * from './writer-program.js';
