import type { Instant } from '#clock';
import {
  closeDatabase,
  openDatabase,
  prepare,
  translateSqliteError,
  type Database,
  type Statement,
} from '#sqlite';
import { AccessKeysUnavailable } from '../errors.js';
import type { KeyRecord, KeyRecords } from '../keys/key-records.js';
import { ACCESS_DATABASE } from './access-database.js';
import { INSERT_COLUMNS, insertValues, toRecord, type KeyRow } from './key-row.js';

/** How long a request may wait for another process that writes, in milliseconds. */
const BUSY_TIMEOUT = 50;

/**
 * Opens the keys of `file`, which other processes may have open too. Keys are made and revoked so seldom, and
 * looked up so fast, that all is done on the caller's thread.
 *
 * @throws StorageError when the file cannot be opened
 */
export function openSqliteKeyRecords(file: string): KeyRecords {
  const durable = openDatabase(file, { kind: ACCESS_DATABASE, synchronous: 'FULL' });
  const quick = openDatabase(file, {
    kind: ACCESS_DATABASE,
    synchronous: 'NORMAL',
    busyTimeout: BUSY_TIMEOUT,
    cacheSize: 1_024,
  });
  return new SqliteKeyRecords(file, durable, quick);
}

/** `durable` flushes what it writes; `quick` never waits for the disk, and serves every request. */
class SqliteKeyRecords implements KeyRecords {
  readonly #insertion: Statement<never>;
  readonly #firstInsertion: Statement<never>;
  readonly #replacement: Statement<never>;
  readonly #upsert: Statement<never>;
  readonly #revocation: Statement<never>;
  readonly #byId: Statement<KeyRow>;
  readonly #all: Statement<KeyRow>;
  readonly #use: Statement<never>;
  readonly #version: Statement<{ data_version: number }>;
  /** Keys as they stood when the file had this version: any commit of another connection changes it. */
  #known = { version: -1, keys: new Map<string, KeyRecord>() };

  constructor(
    private readonly file: string,
    private readonly durable: Database,
    private readonly quick: Database,
  ) {
    const insert = `INSERT INTO access_keys ${INSERT_COLUMNS}`;
    this.#insertion = prepare(durable, `${insert} VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
    this.#firstInsertion = prepare(
      durable,
      `${insert} SELECT ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT * FROM access_keys)`,
    );
    this.#replacement = prepare(
      durable,
      "UPDATE access_keys SET replaced_at = ? WHERE origin = 'given' AND replaced_at IS NULL AND id <> ?",
    );
    this.#upsert = prepare(
      durable,
      `${insert} VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
       SET scopes = excluded.scopes, expires_at = excluded.expires_at, replaced_at = NULL
       WHERE hash = excluded.hash`,
    );
    this.#revocation = prepare(
      durable,
      'UPDATE access_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL',
    );
    this.#byId = prepare(quick, 'SELECT * FROM access_keys WHERE id = ?');
    this.#all = prepare(quick, 'SELECT * FROM access_keys ORDER BY number');
    this.#use = prepare(quick, 'UPDATE access_keys SET last_used_at = ? WHERE id = ?');
    this.#version = prepare(quick, 'PRAGMA data_version');
  }

  async insert(key: KeyRecord): Promise<boolean> {
    return this.#translated(() => this.#insertion.run(...insertValues(key)).changes === 1);
  }

  async insertFirst(key: KeyRecord): Promise<boolean> {
    return this.#translated(() => this.#firstInsertion.run(...insertValues(key)).changes === 1);
  }

  async replaceGiven(key: KeyRecord, now: Instant): Promise<KeyRecord> {
    this.#inTransaction(() => {
      this.#replacement.run(now, key.id);
      this.#upsert.run(...insertValues(key));
    });
    return this.#required(key.id);
  }

  async find(id: string): Promise<KeyRecord | undefined> {
    return this.#translated(() => {
      const version = this.#version.get()?.data_version ?? -1;
      if (version !== this.#known.version) this.#known = { version, keys: new Map() };
      return this.#known.keys.get(id) ?? this.#read(id);
    });
  }

  async list(): Promise<readonly KeyRecord[]> {
    return this.#translated(() => this.#all.all()).map(toRecord);
  }

  async revoke(id: string, now: Instant): Promise<KeyRecord | undefined> {
    this.#translated(() => this.#revocation.run(now, id));
    return this.find(id);
  }

  async touch(id: string, now: Instant): Promise<void> {
    this.#translated(() => this.#use.run(now, id));
    this.#known.keys.delete(id);
  }

  async close(): Promise<void> {
    if (this.quick.isOpen) this.quick.close();
    closeDatabase(this.durable);
  }

  #read(id: string): KeyRecord | undefined {
    const row = this.#byId.get(id);
    if (!row) return undefined;
    const record = toRecord(row);
    this.#known.keys.set(id, record);
    return record;
  }

  async #required(id: string): Promise<KeyRecord> {
    const record = await this.find(id);
    if (record !== undefined) return record;
    throw new AccessKeysUnavailable(`${this.file} lost key ${id}: start again.`);
  }

  #inTransaction(work: () => void): void {
    this.#translated(() => {
      this.durable.exec('BEGIN IMMEDIATE');
      try {
        work();
        this.durable.exec('COMMIT');
      } catch (error) {
        if (this.durable.isTransaction) this.durable.exec('ROLLBACK');
        throw error;
      }
    });
  }

  #translated<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw new AccessKeysUnavailable(translateSqliteError(error, this.file).message, { cause: error });
    }
  }
}
