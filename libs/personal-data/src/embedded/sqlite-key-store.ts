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
import { KeyStoreUnavailable } from '../errors.js';
import type { DestroyedKey, KeyStore, WrappedKey } from '../keys/key-store.js';
import { KEY_DATABASE } from './key-database.js';
import { CURRENT_KEY, type KeyRequest, type KeyResult } from './key-program.js';

const OPEN = { kind: KEY_DATABASE, synchronous: 'FULL' } as const;
/** How long a read may hold up the event loop, in milliseconds: reads wait for a program that locks the whole file. */
const BUSY_TIMEOUT = 200;
/** Between two attempts to empty the log, in milliseconds. */
const PAUSE = 20;

export interface KeyStoreOptions {
  /** How long a destruction waits for others to end their reading, in milliseconds. Default 10,000. */
  readonly logEmptiedWithin?: number;
}

interface KeyRow extends WrappedKey {
  readonly destroyed: number;
}

/**
 * Opens the keys of `file`. Several processes may have it open: SQLite keeps their writes apart, and every
 * answer is read from the file.
 *
 * @throws StorageError when the file cannot be opened
 */
export async function openSqliteKeyStore(
  file: string,
  { logEmptiedWithin = 10_000 }: KeyStoreOptions = {},
): Promise<KeyStore> {
  const writer = await GroupCommitWriter.open<KeyRequest, KeyResult>({
    file,
    open: OPEN,
    program: new URL('./key-program.js', import.meta.url),
    refused: (reason) => new StorageError('REQUEST_FAILED', file, String(reason)),
  });
  try {
    // What a crash between a destruction and the emptying of the log left there goes now, unless somebody reads it.
    await writer.submit({ emptyLog: true });
    const reader = openDatabase(file, { ...OPEN, busyTimeout: BUSY_TIMEOUT });
    return new SqliteKeyStore(file, writer, reader, logEmptiedWithin);
  } catch (error) {
    await writer.close();
    throw error;
  }
}

/** Writes go to the writer's thread; reads, of a few microseconds each, are done where they are asked for. */
class SqliteKeyStore implements KeyStore {
  readonly #currentKey: Statement<WrappedKey>;
  readonly #keyById: Statement<KeyRow>;
  readonly #properties: Statement<{ verifier: string | null; destructions: number }>;

  constructor(
    private readonly file: string,
    private readonly writer: GroupCommitWriter<KeyRequest, KeyResult>,
    private readonly reader: Database,
    private readonly logEmptiedWithin: number,
  ) {
    this.#currentKey = prepare(reader, CURRENT_KEY);
    this.#keyById = prepare(
      reader,
      'SELECT key_id AS keyId, candidate_id AS candidateId, destroyed, wrapped FROM data_keys WHERE key_id = ?',
    );
    this.#properties = prepare(reader, 'SELECT verifier, destructions FROM properties');
  }

  async add(key: WrappedKey): Promise<WrappedKey> {
    const { key: standing = key } = await this.#write({ add: key }, key.wrapped.length);
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
    const { wasThere = false } = await this.#write({ destroy: keyId });
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
    const { verifier: standing = verifier } = await this.#write({ claimVerifier: verifier });
    return standing;
  }

  async close(): Promise<void> {
    if (this.reader.isOpen) this.reader.close();
    await this.writer.close();
  }

  /** Until it is emptied, the log holds a destroyed key as it was when it was added. */
  async #emptyLog(): Promise<void> {
    const end = performance.now() + this.logEmptiedWithin;
    for (;;) {
      const { logIsEmpty = false } = await this.#write({ emptyLog: true });
      if (logIsEmpty) return;
      if (performance.now() >= end) break;
      await setTimeout(PAUSE);
    }
    throw new KeyStoreUnavailable(
      `${this.file} is being read by another program, so a destroyed key is still in its log: end that program, and repeat the erasure.`,
    );
  }

  async #write(request: KeyRequest, bytes?: number): Promise<KeyResult> {
    try {
      return await this.writer.submit(request, bytes);
    } catch (error) {
      throw unavailable(error, this.file);
    }
  }

  #read<Row>(statement: () => Row): Row {
    try {
      return statement();
    } catch (error) {
      throw unavailable(error, this.file);
    }
  }
}

function unavailable(error: unknown, file: string): KeyStoreUnavailable {
  return new KeyStoreUnavailable(translateSqliteError(error, file).message, { cause: error });
}
