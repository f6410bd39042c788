import { translateSqliteError } from '#sqlite';
import { ReadModelsDamaged, ReadModelsUnavailable, type DocumentStoreError } from '../port/index.js';

/** The port's error for whatever SQLite or the file system threw on the file. */
export function translated(error: unknown, path: string): DocumentStoreError {
  const failure = translateSqliteError(error, path);
  if (failure.code !== 'FILE_CORRUPT') return new ReadModelsUnavailable(failure.message, { cause: failure });
  return new ReadModelsDamaged(
    `${path} is damaged: stop the program, delete this file with its -wal and -shm files, and start again; nothing is lost, the read models are built anew from the events.`,
    { cause: failure },
  );
}
