import { translateSqliteError } from '#sqlite';
import { ReadModelsDamaged, ReadModelsUnavailable, type DocumentStoreError } from '../port/index.js';

/** Errors of the package's `all()` carry no result code, only SQLite's own words. */
const DAMAGED = new Set(['database disk image is malformed', 'file is not a database']);

/** The port's error for whatever SQLite or the file system threw on the file. */
export function translated(error: unknown, path: string): DocumentStoreError {
  const failure = translateSqliteError(error, path);
  const damaged = failure.code === 'FILE_CORRUPT' || DAMAGED.has(messageOf(error));
  if (!damaged) return new ReadModelsUnavailable(failure.message, { cause: failure });
  return new ReadModelsDamaged(
    `${path} is damaged: stop the program, delete this file with its -wal and -shm files, and start again; nothing is lost, the read models are built anew from the events.`,
    { cause: failure },
  );
}

function messageOf(error: unknown): string {
  const isObject = typeof error === 'object' && error !== null;
  return isObject && 'message' in error ? String(error.message) : '';
}
