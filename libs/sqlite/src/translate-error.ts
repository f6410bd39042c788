import { dirname } from 'node:path';
import { StorageError, type StorageErrorCode } from './storage-error.js';

/** Primary result codes of SQLite (https://sqlite.org/rescode.html) that have a meaning of their own for us. */
const BY_RESULT_CODE: Readonly<Record<number, StorageErrorCode>> = {
  3: 'STORAGE_UNWRITABLE',
  5: 'STORAGE_BUSY',
  6: 'STORAGE_BUSY',
  8: 'STORAGE_UNWRITABLE',
  10: 'STORAGE_IO',
  11: 'FILE_CORRUPT',
  13: 'STORAGE_FULL',
  14: 'STORAGE_UNWRITABLE',
  26: 'FILE_CORRUPT',
};

/** Errors of the package's `all()` carry no result code, only SQLite's own words. */
const DAMAGED: ReadonlySet<unknown> = new Set(['database disk image is malformed', 'file is not a database']);

const BY_SYSTEM_CODE: Readonly<Record<string, StorageErrorCode>> = {
  EACCES: 'STORAGE_UNWRITABLE',
  EPERM: 'STORAGE_UNWRITABLE',
  EROFS: 'STORAGE_UNWRITABLE',
  ENOTDIR: 'STORAGE_UNWRITABLE',
  EISDIR: 'STORAGE_UNWRITABLE',
  EEXIST: 'STORAGE_UNWRITABLE',
  ENOENT: 'STORAGE_UNWRITABLE',
  ENAMETOOLONG: 'STORAGE_UNWRITABLE',
  EMFILE: 'STORAGE_UNWRITABLE',
  ENOSPC: 'STORAGE_FULL',
  EDQUOT: 'STORAGE_FULL',
  EIO: 'STORAGE_IO',
};

/** The extended result code of an error that SQLite threw; `undefined` for every other error. */
export function sqliteResultCode(error: unknown): number | undefined {
  const code = property(error, 'errcode');
  return typeof code === 'number' ? code : undefined;
}

/**
 * The storage error for whatever SQLite or the file system threw on `file`. A storage error is returned as it
 * is; what comes from neither becomes `STORAGE_FAILED`.
 */
export function translateSqliteError(error: unknown, file: string): StorageError {
  if (error instanceof StorageError) return error;
  return storageError(storageCode(error), file, error);
}

/** As `translateSqliteError`, for a file that was to be read and no more. */
export function translateReadError(error: unknown, file: string): StorageError {
  if (error instanceof StorageError) return error;
  const code = storageCode(error);
  return storageError(code === 'STORAGE_UNWRITABLE' ? 'STORAGE_UNREADABLE' : code, file, error);
}

function storageError(code: StorageErrorCode, file: string, error: unknown): StorageError {
  return new StorageError(code, file, sentence(code, file, reason(error)), { cause: error });
}

function storageCode(error: unknown): StorageErrorCode {
  const result = sqliteResultCode(error);
  if (result !== undefined) return BY_RESULT_CODE[result & 0xff] ?? 'STORAGE_FAILED';
  if (DAMAGED.has(property(error, 'message'))) return 'FILE_CORRUPT';
  return BY_SYSTEM_CODE[String(property(error, 'code'))] ?? 'STORAGE_FAILED';
}

function sentence(code: StorageErrorCode, file: string, why: string): string {
  switch (code) {
    case 'STORAGE_UNWRITABLE':
      return `${file} cannot be opened for writing (${why}): make ${dirname(file)} a directory that this user may write to, or choose another data directory.`;
    case 'STORAGE_UNREADABLE':
      return `${file} cannot be opened for reading (${why}): run this as the user to whom ${dirname(file)} belongs, or name another data directory.`;
    case 'STORAGE_FULL':
      return `${file} cannot grow (${why}): free space on its disk, and what was refused can be tried again.`;
    case 'STORAGE_IO':
      return `${file} could not be read or written (${why}): check the disk that it lies on.`;
    case 'STORAGE_BUSY':
      return `${file} is held by another program (${why}): end that program, or try again.`;
    case 'FILE_CORRUPT':
      return `${file} is damaged or not a database (${why}): move it away and restore it from a backup.`;
    default:
      return `${file} could not be used (${why}): see the cause of this error.`;
  }
}

function reason(error: unknown): string {
  const code = property(error, 'code');
  // This code says no more than that the error is SQLite's.
  const systemCode = code === 'ERR_SQLITE_ERROR' ? undefined : code;
  return String(property(error, 'errstr') ?? systemCode ?? property(error, 'message') ?? error);
}

/** Errors of the native module belong to another realm under some runners, so `instanceof` tells nothing. */
function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
