import type { Database } from './statement.js';

/**
 * Closes a connection that has written, and moves all from the write-ahead log into the database file first, so that a
 * copy of that file alone misses nothing. SQLite itself leaves the log in place while another connection is open, or a
 * statement of this one is not collected yet.
 */
export function closeDatabase(database: Database): void {
  if (!database.isOpen) return;
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // What is in the log is as durable there: on a full disk it stays, and the next to open the file reads it.
  } finally {
    database.close();
  }
}
