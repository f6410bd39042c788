import { Binary, type Collection, type Db } from 'mongodb';
import { isDuplicateKey, MongoConnection } from '#mongodb';
import { KeyStoreUnavailable } from '../errors.js';
import type { DestroyedKey, KeyStore, WrappedKey } from '../keys/key-store.js';
import { Destructions } from './destructions.js';

/** All that is known of a candidate's keys: one document, so that every change of them is one step. */
interface StoredKeys {
  /** Id of the candidate. */
  readonly _id: string;
  readonly current?: { readonly keyId: string; readonly wrapped: Binary };
  /** Ids of the destroyed ones, oldest first. */
  readonly destroyed?: readonly string[];
}

interface StoredVerifier {
  readonly _id: 'verifier';
  readonly verifier: string;
}

const KEYS = 'keys';

const VERIFIER = { _id: 'verifier' } as const;

/**
 * Opens the key store on MongoDB, for any number of processes. It connects when it is first used.
 *
 * @param url connection string; a database that it does not name is `second-shot-keys`
 * @throws InvalidMongoUrl, InvalidDatabaseName
 */
export function openMongoKeyStore(url: string): KeyStore {
  return new MongoKeyStore(
    new MongoConnection({
      url,
      setting: 'PERSONAL_DATA_MONGODB_URL',
      database: 'second-shot-keys',
      prepare: makeIndexes,
      unavailable: (cause) => new KeyStoreUnavailable(cause.message, { cause }),
    }),
  );
}

/**
 * A destroyed key is gone from its document at once. MongoDB's journal and oplog hold it, wrapped with the master
 * key, until they have moved on, and backups for as long as they are kept: see the README of this library.
 */
class MongoKeyStore implements KeyStore {
  readonly #destroying: Destructions;

  constructor(private readonly connection: MongoConnection) {
    this.#destroying = new Destructions(connection);
  }

  add(key: WrappedKey): Promise<WrappedKey> {
    return this.connection.run(async () => {
      for (;;) {
        await this.#addUnlessThere(key);
        const standing = await this.#currentOf(key.candidateId);
        if (standing !== undefined) return standing;
      }
    });
  }

  current(candidateId: string): Promise<WrappedKey | undefined> {
    return this.connection.run(() => this.#currentOf(candidateId));
  }

  find(keyId: string): Promise<WrappedKey | DestroyedKey | undefined> {
    return this.connection.run(async () => {
      const found = await this.#keys.findOne({ $or: [{ 'current.keyId': keyId }, { destroyed: keyId }] });
      if (!found) return undefined;
      const current = currentIn(found);
      return current?.keyId === keyId ? current : { keyId, candidateId: found._id, wrapped: undefined };
    });
  }

  destroy(keyId: string): Promise<boolean> {
    return this.connection.run(async () => {
      const found = await this.#keys.findOne({ 'current.keyId': keyId });
      if (found) return this.#take(keyId);
      await this.#destroying.finish(keyId);
      return false;
    });
  }

  destructions(): Promise<number> {
    return this.connection.run(() => this.#destroying.count());
  }

  verifier(): Promise<string | undefined> {
    return this.connection.run(async () => (await this.#verifiers.findOne(VERIFIER))?.verifier);
  }

  claimVerifier(verifier: string): Promise<string> {
    return this.connection.run(async () => {
      try {
        await this.#verifiers.insertOne({ ...VERIFIER, verifier });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      return (await this.#verifiers.findOne(VERIFIER))?.verifier ?? verifier;
    });
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  get #keys(): Collection<StoredKeys> {
    return this.connection.database.collection(KEYS);
  }

  get #verifiers(): Collection<StoredVerifier> {
    return this.connection.database.collection('verifier');
  }

  async #addUnlessThere({ candidateId, keyId, wrapped }: WrappedKey): Promise<void> {
    const current = { keyId, wrapped: new Binary(wrapped) };
    const filter = { _id: candidateId, current: { $exists: false } };
    try {
      await this.#keys.updateOne(filter, { $set: { current } }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async #currentOf(candidateId: string): Promise<WrappedKey | undefined> {
    const found = await this.#keys.findOne({ _id: candidateId });
    return found ? currentIn(found) : undefined;
  }

  /** @returns whether it was there */
  #take(keyId: string): Promise<boolean> {
    return this.#destroying.around(keyId, async () => {
      const change = { $unset: { current: 1 }, $push: { destroyed: keyId } } as const;
      const { modifiedCount } = await this.#keys.updateOne({ 'current.keyId': keyId }, change);
      return modifiedCount > 0;
    });
  }
}

async function makeIndexes(database: Db): Promise<void> {
  await database.collection(KEYS).createIndex({ 'current.keyId': 1 });
  await database.collection(KEYS).createIndex({ destroyed: 1 });
}

function currentIn({ _id, current }: StoredKeys): WrappedKey | undefined {
  return current && { keyId: current.keyId, candidateId: _id, wrapped: current.wrapped.value() };
}
