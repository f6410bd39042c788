import type { Database } from './statement.js';

/**
 * Closes a connection that has written, and leaves all in the database file, so that whoever copies that alone misses
 * nothing: other connections keep the log in place, as does this one until its statements are collected.
 */
export function closeDatabase(database: Database): void {
  if (!database.isOpen) return;
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}
