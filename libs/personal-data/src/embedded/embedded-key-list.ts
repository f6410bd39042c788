import { join } from 'node:path';
import { openDatabase, prepare, translateSqliteError, type Database } from '#sqlite';
import type { DestroyedKey, WrappedKey } from '../keys/key-store.js';
import type { KeyList } from '../keys/copy-keys.js';
import { KEY_DATABASE } from './key-database.js';

const PAGE = 1_000;

interface KeyRow extends WrappedKey {
  readonly id: number;
  readonly destroyed: number;
}

/**
 * Opens the keys of a data directory to be copied, beside a process that uses them or without one.
 *
 * @throws StorageError when there are none, or the file cannot be used
 */
export async function openEmbeddedKeyList(dataDir: string): Promise<KeyList> {
  const file = join(dataDir, 'keys.sqlite');
  const database = openDatabase(file, { kind: KEY_DATABASE, synchronous: 'FULL', readOnly: true });
  return new EmbeddedKeyList(database, file);
}

class EmbeddedKeyList implements KeyList {
  constructor(
    private readonly database: Database,
    private readonly file: string,
  ) {}

  async verifier(): Promise<string | undefined> {
    const properties = prepare<{ verifier: string | null }>(this.database, 'SELECT verifier FROM properties');
    return this.#read(() => properties.get()?.verifier ?? undefined);
  }

  async *pages(): AsyncGenerator<readonly (WrappedKey | DestroyedKey)[], void> {
    const page = prepare<KeyRow>(
      this.database,
      `SELECT id, key_id AS keyId, candidate_id AS candidateId, destroyed, wrapped
       FROM data_keys WHERE id > ? ORDER BY id LIMIT ${PAGE}`,
    );
    for (let after = 0; ;) {
      const rows = this.#read(() => page.all(after));
      const last = rows.at(-1);
      if (!last) return;
      yield rows.map(toKey);
      after = last.id;
    }
  }

  async close(): Promise<void> {
    if (this.database.isOpen) this.database.close();
  }

  #read<Result>(statement: () => Result): Result {
    try {
      return statement();
    } catch (error) {
      throw translateSqliteError(error, this.file);
    }
  }
}

function toKey({ keyId, candidateId, destroyed, wrapped }: KeyRow): WrappedKey | DestroyedKey {
  return { keyId, candidateId, wrapped: destroyed === 1 ? undefined : wrapped };
}
