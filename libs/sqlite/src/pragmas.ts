import type { OpenOptions } from './open-database.js';
import { prepare, type Database } from './statement.js';
import { StorageError } from './storage-error.js';

const SYNCHRONOUS = { NORMAL: 1, FULL: 2 } as const;
const DEFAULT_CACHE_KIB = 16_384;
/** The WAL is copied back into the database every so many pages; fewer, larger rounds cost fewer syncs. */
const CHECKPOINT_PAGES = 4_000;
/** A WAL that grew beyond this many bytes, behind a slow reader, is cut back. */
const WAL_SIZE_LIMIT = 64 * 1_024 * 1_024;

type Setting = readonly [pragma: string, value: string | number, expected: string | number];

/** Sets the pragmas of a connection and reads each back: SQLite answers nothing when it ignores one. */
export function applyPragmas(database: Database, path: string, options: OpenOptions): void {
  for (const [pragma, value, expected] of settings(options)) {
    database.exec(`PRAGMA ${pragma} = ${value}`);
    const actual = readPragma(database, pragma);
    if (actual !== expected) {
      throw new StorageError(
        'STORAGE_FAILED',
        path,
        `${path} has ${pragma} ${actual} instead of ${expected}: put it on a local disk that supports SQLite's write-ahead log.`,
      );
    }
  }
}

export function readPragma(database: Database, pragma: string): string | number {
  const row = prepare<Readonly<Record<string, string | number>>>(database, `PRAGMA ${pragma}`).get();
  return Object.values(row ?? {})[0] ?? '';
}

function settings(options: OpenOptions): readonly Setting[] {
  const cache = -(options.cacheSize ?? DEFAULT_CACHE_KIB);
  const synchronous = SYNCHRONOUS[options.synchronous];
  const reading: readonly Setting[] = [
    ['foreign_keys', 'ON', 1],
    ['cache_size', cache, cache],
    ['temp_store', 'MEMORY', 2],
    ['trusted_schema', 'OFF', 0],
  ];
  if (options.readOnly) return reading;
  return [
    ...reading,
    ['journal_mode', 'WAL', 'wal'],
    ['synchronous', synchronous, synchronous],
    ['wal_autocheckpoint', CHECKPOINT_PAGES, CHECKPOINT_PAGES],
    ['journal_size_limit', WAL_SIZE_LIMIT, WAL_SIZE_LIMIT],
  ];
}
