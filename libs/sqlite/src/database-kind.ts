import { readPragma } from './pragmas.js';
import type { Database } from './statement.js';
import { StorageError } from './storage-error.js';

/** What a database file holds, written into its header so that no file is taken for another. */
export interface DatabaseKind {
  /** For people: `event store`. */
  readonly name: string;
  /** `application_id` of the file: a number of our own choosing, 1 to 2^31 - 1, different for every kind. */
  readonly applicationId: number;
  /** SQL scripts: the first makes schema version 1 in an empty file, each further one the next version. Only ever add. */
  readonly migrations: readonly string[];
}

/**
 * Makes an empty file one of the wanted kind and brings an older one up to date, each in one transaction.
 *
 * @throws StorageError `FILE_FOREIGN` or `FILE_VERSION` when the file is not of this kind, or newer than this
 * program, or (read-only) not of its very version
 */
export function ensureKind(database: Database, path: string, kind: DatabaseKind, readOnly: boolean): void {
  if (isCurrent(database, path, kind)) return;
  if (readOnly) throw outdated(path, kind);
  database.exec('BEGIN IMMEDIATE');
  try {
    // Looks again: another connection may have done it while this one waited for its turn.
    if (!isCurrent(database, path, kind)) migrate(database, kind);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function isCurrent(database: Database, path: string, kind: DatabaseKind): boolean {
  const version = Number(readPragma(database, 'user_version'));
  if (isEmpty(database)) return false;
  if (readPragma(database, 'application_id') !== kind.applicationId) throw foreign(path, kind);
  if (version > kind.migrations.length) throw tooNew(path, kind, version);
  return version === kind.migrations.length;
}

function isEmpty(database: Database): boolean {
  return readPragma(database, 'application_id') === 0 && readPragma(database, 'schema_version') === 0;
}

function migrate(database: Database, kind: DatabaseKind): void {
  const version = Number(readPragma(database, 'user_version'));
  for (const script of kind.migrations.slice(version)) database.exec(script);
  database.exec(`PRAGMA application_id = ${kind.applicationId}`);
  database.exec(`PRAGMA user_version = ${kind.migrations.length}`);
}

function foreign(path: string, kind: DatabaseKind): StorageError {
  return new StorageError(
    'FILE_FOREIGN',
    path,
    `${path} is a database, but not this program's ${kind.name}: move it away, or choose another data directory.`,
  );
}

function tooNew(path: string, kind: DatabaseKind, version: number): StorageError {
  return new StorageError(
    'FILE_VERSION',
    path,
    `${path} has schema version ${version}, this program knows the ${kind.name} up to ${kind.migrations.length}: run the newer program that wrote it.`,
  );
}

function outdated(path: string, kind: DatabaseKind): StorageError {
  return new StorageError(
    'FILE_VERSION',
    path,
    `${path} holds the ${kind.name} in an earlier or unfinished form: start the server on it once, then try again.`,
  );
}
