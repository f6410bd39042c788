import { CodedError } from '#errors';
import { prepare, type Database, type WriterProgram } from '#sqlite';
import type { WrappedKey } from '../keys/key-store.js';

export type KeyRequest =
  | { readonly add: WrappedKey }
  | { readonly destroy: string }
  | { readonly claimVerifier: string }
  | { readonly emptyLog: true };

/**
 * For `add` the key that stands, for `claimVerifier` the verifier that stands, for `destroy` whether it was there, for
 * `emptyLog` whether the log is empty now: it is not where another connection is reading.
 */
export interface KeyResult {
  readonly key?: WrappedKey;
  readonly verifier?: string;
  readonly wasThere?: boolean;
  readonly logIsEmpty?: boolean;
}

/** The database does not overwrite what is removed, so that a destroyed key could be found in it. */
class SecureDeleteUnavailable extends CodedError {
  readonly code = 'SECURE_DELETE_UNAVAILABLE';
  constructor() {
    super('SQLite does not overwrite what it removes: use the SQLite package that this program ships with.');
  }
}

/** What the writer's thread does with the key database. */
export const program: WriterProgram<KeyRequest, KeyResult> = {
  prepare(database) {
    overwriteWhatIsRemoved(database);
    const add = adder(database);
    const destroy = destroyer(database);
    const claim = prepare<{ verifier: string }>(
      database,
      'UPDATE properties SET verifier = coalesce(verifier, ?) RETURNING verifier',
    );
    const emptyLog = logEmptier(database);
    return {
      apply(request) {
        if ('add' in request) return { key: add(request.add) };
        if ('destroy' in request) return { wasThere: destroy(request.destroy) };
        if ('claimVerifier' in request) return { ...claim.get(request.claimVerifier) };
        return {};
      },
      afterCommit: (request, result) => ('emptyLog' in request ? { logIsEmpty: emptyLog() } : result),
    };
  },
};

function overwriteWhatIsRemoved(database: Database): void {
  const row = prepare<{ secure_delete: number }>(database, 'PRAGMA secure_delete = ON').get();
  if (row?.secure_delete !== 1) throw new SecureDeleteUnavailable();
}

function adder(database: Database): (key: WrappedKey) => WrappedKey {
  const insert = prepare(
    database,
    `INSERT INTO data_keys (key_id, candidate_id, wrapped) VALUES (?, ?, ?)
     ON CONFLICT (candidate_id) WHERE destroyed = 0 DO NOTHING`,
  );
  const standing = prepare<WrappedKey>(database, CURRENT_KEY);
  return (key) => {
    if (insert.run(key.keyId, key.candidateId, key.wrapped).changes === 1) return key;
    return standing.get(key.candidateId) ?? key;
  };
}

/** @returns a function that answers whether the key was there */
function destroyer(database: Database): (keyId: string) => boolean {
  const count = prepare(database, 'UPDATE properties SET destructions = destructions + 1');
  const overwrite = prepare(
    database,
    `UPDATE data_keys SET wrapped = zeroblob(length(wrapped)), destroyed = 1
     WHERE key_id = ? AND destroyed = 0`,
  );
  return (keyId) => {
    const wasThere = overwrite.run(keyId).changes === 1;
    if (wasThere) count.run();
    return wasThere;
  };
}

/** @returns a function that writes the log back and cuts it to nothing, without waiting, and answers whether it could */
function logEmptier(database: Database): () => boolean {
  const truncate = prepare<{ busy: number }>(database, 'PRAGMA wal_checkpoint(TRUNCATE)');
  const patience = Number(prepare<{ timeout: number }>(database, 'PRAGMA busy_timeout').get()?.timeout);
  return () => {
    database.exec('PRAGMA busy_timeout = 0');
    try {
      return truncate.get()?.busy === 0;
    } finally {
      database.exec(`PRAGMA busy_timeout = ${patience}`);
    }
  };
}

export const CURRENT_KEY =
  'SELECT key_id AS keyId, candidate_id AS candidateId, wrapped FROM data_keys WHERE candidate_id = ? AND destroyed = 0';
