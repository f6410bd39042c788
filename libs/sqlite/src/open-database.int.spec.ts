import { DatabaseSync } from '@photostructure/sqlite';
import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { openDatabase, type OpenOptions } from './open-database.js';
import { readPragma } from './pragmas.js';
import { NOTES } from './specs/notes-program.js';
import { useTemporaryDirectory } from './specs/temporary-directory.js';
import { StorageError } from './storage-error.js';
import { translateSqliteError } from './translate-error.js';

const inDirectory = useTemporaryDirectory();
const OPTIONS: OpenOptions = { kind: NOTES, synchronous: 'FULL' };

function refusal(file: string, options: OpenOptions = OPTIONS): StorageError {
  try {
    openDatabase(file, options).close();
  } catch (error) {
    if (error instanceof StorageError) return error;
    throw error;
  }
  throw new TypeError(`${file} was opened`);
}

describe('opening a database', () => {
  it.each(['FULL', 'NORMAL'] as const)('sets its pragmas with synchronous=%s', (synchronous) => {
    const database = openDatabase(inDirectory('a.sqlite'), { ...OPTIONS, synchronous, busyTimeout: 1_234 });
    expect(readPragma(database, 'journal_mode')).toBe('wal');
    expect(readPragma(database, 'synchronous')).toBe(synchronous === 'FULL' ? 2 : 1);
    expect(readPragma(database, 'busy_timeout')).toBe(1_234);
    expect(readPragma(database, 'foreign_keys')).toBe(1);
    database.close();
  });

  it('makes directories and files that only this user can read', () => {
    const file = inDirectory('deep', 'down', 'a.sqlite');
    const database = openDatabase(file, OPTIONS);
    expect(statSync(inDirectory('deep', 'down')).mode & 0o777).toBe(0o700);
    for (const name of [file, `${file}-wal`, `${file}-shm`]) expect(statSync(name).mode & 0o777).toBe(0o600);
    database.close();
  });

  it('brings an older schema version up to date and refuses a newer one', () => {
    const file = inDirectory('a.sqlite');
    const next = { ...NOTES, migrations: [...NOTES.migrations, 'CREATE TABLE pages (id INTEGER) STRICT'] };
    openDatabase(file, OPTIONS).close();
    expect(refusal(file, { ...OPTIONS, kind: next, readOnly: true }).code).toBe('FILE_VERSION');
    const database = openDatabase(file, { ...OPTIONS, kind: next });
    database.exec('INSERT INTO notes (body) SELECT 1 WHERE EXISTS (SELECT 1 FROM pages)');
    database.close();
    expect(refusal(file).code).toBe('FILE_VERSION');
  });

  it('leaves nothing behind of a migration that fails', () => {
    const file = inDirectory('a.sqlite');
    openDatabase(file, OPTIONS).close();
    const broken = { ...NOTES, migrations: [...NOTES.migrations, 'CREATE TABLE x (id INTEGER); not SQL'] };
    expect(refusal(file, { ...OPTIONS, kind: broken }).code).toBe('STORAGE_FAILED');
    openDatabase(file, OPTIONS).close();
  });

  it('refuses a database of another kind and leaves it as it is', () => {
    const file = inDirectory('a.sqlite');
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE things (id INTEGER)');
    other.close();
    expect(refusal(file).code).toBe('FILE_FOREIGN');
    expect(refusal(file, { ...OPTIONS, readOnly: true }).code).toBe('FILE_FOREIGN');
  });

  it('refuses a file that is not a database', () => {
    const file = inDirectory('a.sqlite');
    writeFileSync(file, 'certainly not a database '.repeat(100));
    const error = refusal(file);
    expect(error.code).toBe('FILE_CORRUPT');
    expect(error.message).toContain(file);
    expect(error.message).not.toContain('\n');
  });

  it('refuses a file that was cut off', () => {
    const file = inDirectory('a.sqlite');
    const database = new DatabaseSync(file);
    database.exec(`PRAGMA application_id = ${NOTES.applicationId}; ${NOTES.migrations.join(';')};
      PRAGMA user_version = 1; INSERT INTO notes (body) VALUES (hex(zeroblob(100000)))`);
    database.close();
    truncateSync(file, statSync(file).size - 8_192);
    expect(refusal(file).code).toBe('FILE_CORRUPT');
  });

  it('refuses a path below a file, and a directory in place of the file', () => {
    writeFileSync(inDirectory('file'), '');
    expect(refusal(inDirectory('file', 'below', 'a.sqlite')).code).toBe('STORAGE_UNWRITABLE');
    mkdirSync(inDirectory('directory.sqlite'));
    expect(refusal(inDirectory('directory.sqlite')).code).toBe('STORAGE_UNWRITABLE');
  });

  it('does not make a file that is to be read only', () => {
    const error = refusal(inDirectory('none.sqlite'), { ...OPTIONS, readOnly: true });
    expect(error.code).toBe('FILE_MISSING');
    expect(() => statSync(inDirectory('none.sqlite'))).toThrow();
  });

  it('lets a read-only connection write nothing', () => {
    const file = inDirectory('a.sqlite');
    openDatabase(file, OPTIONS).close();
    const reader = openDatabase(file, { ...OPTIONS, readOnly: true });
    expect(() => {
      reader.exec('DELETE FROM notes');
    }).toThrow('readonly');
    reader.close();
  });

  it('tells a full disk from the rest, by SQLite and by the file system', () => {
    const database = openDatabase(inDirectory('a.sqlite'), OPTIONS);
    database.exec('PRAGMA max_page_count = 4');
    let thrown: unknown;
    try {
      database.exec('INSERT INTO notes (body) VALUES (hex(zeroblob(100000)))');
    } catch (error) {
      thrown = error;
    }
    database.close();
    expect(translateSqliteError(thrown, '/data/a.sqlite').code).toBe('STORAGE_FULL');
    expect(translateSqliteError({ code: 'ENOSPC' }, '/data/a.sqlite').code).toBe('STORAGE_FULL');
  });

  it('tells a damaged page that is found when many rows are read', () => {
    const file = inDirectory('a.sqlite');
    const database = openDatabase(file, OPTIONS);
    database.exec(`INSERT INTO notes (body) VALUES ${Array(200).fill('(hex(zeroblob(200)))').join()}`);
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xa5, bytes.length - 8_192));
    const damaged = openDatabase(file, OPTIONS);
    let thrown: unknown;
    try {
      damaged.prepare('SELECT body FROM notes').all();
    } catch (error) {
      thrown = error;
    }
    damaged.close();
    const { code, message } = translateSqliteError(thrown, file);
    expect(code).toBe('FILE_CORRUPT');
    expect(message).toContain('is damaged or not a database (database disk image is malformed)');
  });
});
