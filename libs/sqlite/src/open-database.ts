import { DatabaseSync } from '@photostructure/sqlite';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureKind, type DatabaseKind } from './database-kind.js';
import { applyPragmas } from './pragmas.js';
import { createPrivately } from './private-file.js';
import type { Database } from './statement.js';
import { StorageError } from './storage-error.js';
import { translateReadError, translateSqliteError } from './translate-error.js';

/** Structured-cloneable, so that a worker thread can open a database from the same value. */
export interface OpenOptions {
  /** What the file must be. A new file is made so; one of an earlier schema version is brought up to date. */
  readonly kind: DatabaseKind;
  /**
   * `FULL`: a transaction is on the disk when COMMIT returns. `NORMAL`: the last ones may be lost with the power,
   * never with the process, and the file stays sound: for what can be built again.
   */
  readonly synchronous: 'FULL' | 'NORMAL';
  /** Opens an existing file for reading only. Default false. */
  readonly readOnly?: boolean;
  /** How long a statement waits for another connection's lock, in milliseconds. Default 5,000. */
  readonly busyTimeout?: number;
  /** Page cache of this connection in KiB. Default 16,384. */
  readonly cacheSize?: number;
}

/**
 * Opens a database file in WAL mode, creating directory (mode 0700) and file (0600) where they do not exist.
 *
 * @throws StorageError with one sentence that names the file and says what to do
 */
export function openDatabase(file: string, options: OpenOptions): Database {
  const path = resolve(file);
  const readOnly = options.readOnly ?? false;
  let database: Database | undefined;
  try {
    if (!readOnly) createPrivately(path);
    else if (!isThere(path)) throw missing(path, options.kind);
    database = new DatabaseSync(path, { readOnly, timeout: options.busyTimeout ?? 5_000 });
    applyPragmas(database, path, options);
    ensureKind(database, path, options.kind, readOnly);
    return database;
  } catch (error) {
    database?.close();
    throw readOnly ? translateReadError(error, path) : translateSqliteError(error, path);
  }
}

/** @throws what keeps from looking: a directory that may not be entered, for one */
function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function missing(path: string, kind: DatabaseKind): StorageError {
  return new StorageError(
    'FILE_MISSING',
    path,
    `There is no ${kind.name} at ${path}: start the server on this directory once, or name the right directory.`,
  );
}
