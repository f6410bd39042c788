import { dirname, resolve } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { createPrivately } from './private-file.js';
import type { Database } from './statement.js';
import { StoreLocked } from './storage-error.js';
import { sqliteResultCode, translateSqliteError } from './translate-error.js';

const SQLITE_BUSY = 5;

/** Keeps the holders from being collected, and so closed, while the lock is wanted. */
const held = new Set<Database>();

/** The right to write to a database file, for one holder at a time. */
export interface WriterLock {
  /** Gives the lock back; again changes nothing. */
  release(): void;
}

/**
 * Takes the right to write to `databaseFile`, without waiting. It is an exclusive lock on `{databaseFile}.lock`, an
 * empty SQLite file, so the operating system takes it back when the process ends, however it ends. SQLite keeps track
 * of its locks by process, so a second holder in the same process, in whatever thread, is refused too.
 *
 * @throws StoreLocked when it is taken
 * @throws StorageError when the directory cannot be used
 */
export function acquireWriterLock(databaseFile: string): WriterLock {
  const file = resolve(databaseFile);
  const path = `${file}.lock`;
  let holder: Database | undefined;
  try {
    createPrivately(path);
    holder = new DatabaseSync(path, { timeout: 0 });
    holder.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    holder?.close();
    if (sqliteResultCode(error) === SQLITE_BUSY) throw new StoreLocked(file, dirname(file));
    throw translateSqliteError(error, path);
  }
  return hold(holder);
}

function hold(holder: Database): WriterLock {
  held.add(holder);
  return {
    release: () => {
      if (held.delete(holder)) holder.close();
    },
  };
}
