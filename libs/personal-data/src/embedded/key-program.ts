import { CodedError } from '#errors';
import { prepare, type Database, type WriterProgram } from '#sqlite';
import type { WrappedKey } from '../keys/key-store.js';

export type KeyRequest =
  | { readonly add: WrappedKey }
  | { readonly destroy: string }
  | { readonly destroyAllOf: string }
  | { readonly claimVerifier: string };

/** For `add` the key that stands, for `claimVerifier` the verifier that stands, else the ids of destroyed keys. */
export interface KeyResult {
  readonly key?: WrappedKey;
  readonly verifier?: string;
  readonly destroyed?: readonly string[];
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
    const idsOf = prepare<{ keyId: string }>(
      database,
      'SELECT key_id AS keyId FROM data_keys WHERE candidate_id = ? AND destroyed = 1 ORDER BY id',
    );
    const claim = prepare<{ verifier: string }>(
      database,
      'UPDATE properties SET verifier = coalesce(verifier, ?) RETURNING verifier',
    );
    return {
      apply(request) {
        if ('add' in request) return { key: add(request.add) };
        if ('destroy' in request) return { destroyed: destroy('key_id', request.destroy) };
        if ('claimVerifier' in request) return { ...claim.get(request.claimVerifier) };
        destroy('candidate_id', request.destroyAllOf);
        return { destroyed: idsOf.all(request.destroyAllOf).map(({ keyId }) => keyId) };
      },
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

function destroyer(database: Database) {
  const count = prepare(database, 'UPDATE properties SET destructions = destructions + ?');
  const overwrite = (column: string) =>
    prepare<{ keyId: string }>(
      database,
      `UPDATE data_keys SET wrapped = zeroblob(length(wrapped)), destroyed = 1
       WHERE ${column} = ? AND destroyed = 0 RETURNING key_id AS keyId`,
    );
  const by = { key_id: overwrite('key_id'), candidate_id: overwrite('candidate_id') };
  return (column: keyof typeof by, value: string): readonly string[] => {
    const destroyed = by[column].all(value).map(({ keyId }) => keyId);
    if (destroyed.length > 0) count.run(destroyed.length);
    return destroyed;
  };
}

export const CURRENT_KEY =
  'SELECT key_id AS keyId, candidate_id AS candidateId, wrapped FROM data_keys WHERE candidate_id = ? AND destroyed = 0';
