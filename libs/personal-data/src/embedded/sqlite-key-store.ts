import {
  GroupCommitWriter,
  openDatabase,
  prepare,
  StorageError,
  translateSqliteError,
  type Database,
  type Statement,
} from '#sqlite';
import { setTimeout } from 'node:timers/promises';
import type { DestroyedKey, KeyStore, WrappedKey } from '../keys/key-store.js';
import { KEY_DATABASE } from './key-database.js';
import { CURRENT_KEY, type KeyRequest, type KeyResult } from './key-program.js';

const OPEN = { kind: KEY_DATABASE, synchronous: 'FULL' } as const;
/** How long a statement here may hold up the event loop, in milliseconds; reads wait only while a log is cut. */
const BUSY_TIMEOUT = 200;
/** Attempts to cut the log while other processes read it, and the pause between two, in milliseconds. */
const TRUNCATIONS = 50;
const PAUSE = 20;

interface KeyRow extends WrappedKey {
  readonly destroyed: number;
}

/**
 * Opens the keys of `file`. Several processes may have it open: SQLite keeps their writes apart, and every
 * answer is read from the file.
 *
 * @throws StorageError when the file cannot be opened
 */
export async function openSqliteKeyStore(file: string): Promise<KeyStore> {
  const writer = await GroupCommitWriter.open<KeyRequest, KeyResult>({
    file,
    open: OPEN,
    program: new URL('./key-program.js', import.meta.url),
    refused: (reason) => new StorageError('REQUEST_FAILED', file, String(reason)),
  });
  const store = new SqliteKeyStore(file, writer, openDatabase(file, { ...OPEN, busyTimeout: BUSY_TIMEOUT }));
  // A crash between a destruction and the cutting of the log is made good here.
  store.cutLog();
  return store;
}

/** Writes go to the writer's thread; reads, of a few microseconds each, are done where they are asked for. */
class SqliteKeyStore implements KeyStore {
  readonly #currentKey: Statement<WrappedKey>;
  readonly #keyById: Statement<KeyRow>;
  readonly #properties: Statement<{ verifier: string | null; destructions: number }>;
  readonly #truncate: Statement<{ busy: number }>;

  constructor(
    private readonly file: string,
    private readonly writer: GroupCommitWriter<KeyRequest, KeyResult>,
    private readonly reader: Database,
  ) {
    this.#currentKey = prepare(reader, CURRENT_KEY);
    this.#keyById = prepare(
      reader,
      'SELECT key_id AS keyId, candidate_id AS candidateId, destroyed, wrapped FROM data_keys WHERE key_id = ?',
    );
    this.#properties = prepare(reader, 'SELECT verifier, destructions FROM properties');
    this.#truncate = prepare(reader, 'PRAGMA wal_checkpoint(TRUNCATE)');
  }

  async add(key: WrappedKey): Promise<WrappedKey> {
    const { key: standing = key } = await this.writer.submit({ add: key }, key.wrapped.length);
    return standing;
  }

  async current(candidateId: string): Promise<WrappedKey | undefined> {
    return this.#read(() => this.#currentKey.get(candidateId));
  }

  async find(keyId: string): Promise<WrappedKey | DestroyedKey | undefined> {
    const row = this.#read(() => this.#keyById.get(keyId));
    if (row === undefined) return undefined;
    const { candidateId, destroyed, wrapped } = row;
    return destroyed === 1 ? { keyId, candidateId, wrapped: undefined } : { keyId, candidateId, wrapped };
  }

  async destroy(keyId: string): Promise<boolean> {
    const { wasThere = false } = await this.writer.submit({ destroy: keyId });
    await this.#emptyLog();
    return wasThere;
  }

  async destructions(): Promise<number> {
    return this.#read(() => this.#properties.get()?.destructions ?? 0);
  }

  async verifier(): Promise<string | undefined> {
    return this.#read(() => this.#properties.get()?.verifier ?? undefined);
  }

  async claimVerifier(verifier: string): Promise<string> {
    const { verifier: standing = verifier } = await this.writer.submit({ claimVerifier: verifier });
    return standing;
  }

  async close(): Promise<void> {
    if (this.reader.isOpen) this.reader.close();
    await this.writer.close();
  }

  /** Writes the log back and cuts it to nothing; answers whether no other connection was in the way. */
  cutLog(): boolean {
    return this.#read(() => this.#truncate.get()?.busy) === 0;
  }

  /** Until it is cut, the log holds a destroyed key as it was when it was added. */
  async #emptyLog(): Promise<void> {
    for (let attempt = 0; attempt < TRUNCATIONS; attempt += 1) {
      if (this.cutLog()) return;
      await setTimeout(PAUSE);
    }
    throw new StorageError(
      'STORAGE_BUSY',
      this.file,
      `${this.file} is being read by another program, so a destroyed key is still in its log: end that program, and repeat the erasure.`,
    );
  }

  #read<Row>(statement: () => Row): Row {
    try {
      return statement();
    } catch (error) {
      throw translateSqliteError(error, this.file);
    }
  }
}
