import type { Collection } from 'mongodb';
import type { Instant } from '#clock';
import { isDuplicateKey, MongoConnection } from '#mongodb';
import { AccessKeysUnavailable } from '../errors.js';
import type { KeyRecord, KeyRecords } from '../keys/key-records.js';
import { sameHash } from '../keys/token.js';
import { toRecord, toStoredKey, type StoredGiven, type StoredKey } from './stored-key.js';

const KEYS = 'access-keys';

/** Access keys in MongoDB. Each change is a change of one document, so no transaction is needed. */
export class MongoKeyRecords implements KeyRecords {
  readonly #connection: MongoConnection;

  /** @throws InvalidMongoUrl, InvalidDatabaseName */
  constructor(url: string) {
    this.#connection = new MongoConnection({
      url,
      setting: 'MONGODB_URL',
      database: 'second-shot',
      prepare: (database) => database.collection(KEYS).createIndexes([{ key: { number: 1 }, unique: true }]),
      unavailable: (cause) => new AccessKeysUnavailable(cause.message, { cause }),
    });
  }

  insert(key: KeyRecord): Promise<boolean> {
    return this.#connection.run(() => this.#append(key));
  }

  /** Keys are never removed, so number 1 is free as long as there is none at all. */
  insertFirst(key: KeyRecord): Promise<boolean> {
    return this.#connection.run(() => this.#insertAs(key, 1));
  }

  replaceGiven(key: KeyRecord, now: Instant): Promise<KeyRecord> {
    return this.#connection.run(async () => {
      await this.#append(key);
      const present = await this.#keys.findOne({ _id: key.id });
      if (present && sameHash(present.hash.value(), key.hash)) {
        const { scopes, expiresAt = null } = key;
        await this.#keys.updateOne({ _id: key.id }, { $set: { scopes, expiresAt } });
        await this.#appoint(key.id, now);
      }
      return (await this.#one(key.id)) ?? key;
    });
  }

  find(id: string): Promise<KeyRecord | undefined> {
    return this.#connection.run(() => this.#one(id));
  }

  list(): Promise<readonly KeyRecord[]> {
    return this.#connection.run(async () => {
      const given = await this.#standing();
      const all = await this.#keys.find().sort({ number: 1 }).toArray();
      return all.map((stored) => toRecord(stored, given));
    });
  }

  revoke(id: string, now: Instant): Promise<KeyRecord | undefined> {
    return this.#connection.run(async () => {
      await this.#keys.updateOne({ _id: id, revokedAt: null }, { $set: { revokedAt: now } });
      return this.#one(id);
    });
  }

  touch(id: string, now: Instant): Promise<void> {
    return this.#connection.run(async () => {
      await this.#keys.updateOne({ _id: id }, { $set: { lastUsedAt: now } }, { writeConcern: { w: 1 } });
    });
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  get #keys(): Collection<StoredKey> {
    return this.#connection.database.collection(KEYS);
  }

  get #given(): Collection<StoredGiven> {
    return this.#connection.database.collection('given-access-key');
  }

  /** @returns false where the id is taken */
  async #append(key: KeyRecord): Promise<boolean> {
    for (;;) {
      const last = await this.#keys.findOne({}, { sort: { number: -1 } });
      if (await this.#insertAs(key, (last?.number ?? 0) + 1)) return true;
      if (await this.#keys.findOne({ _id: key.id })) return false;
    }
  }

  /** @returns false where the id or the number is taken */
  async #insertAs(key: KeyRecord, number: number): Promise<boolean> {
    try {
      await this.#keys.insertOne(toStoredKey(key, number));
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async #appoint(keyId: string, now: Instant): Promise<void> {
    for (;;) {
      const before = await this.#standing();
      if (before?.keyId === keyId) return;
      const replacedAt = { ...before?.replacedAt, ...(before && { [before.keyId]: now }) };
      const next = { version: (before?.version ?? 0) + 1, keyId, replacedAt };
      try {
        if (!before) await this.#given.insertOne({ _id: 'given', ...next });
        else await this.#given.replaceOne({ _id: 'given', version: before.version }, next);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    }
  }

  async #one(id: string): Promise<KeyRecord | undefined> {
    const [given, stored] = await Promise.all([this.#standing(), this.#keys.findOne({ _id: id })]);
    return stored ? toRecord(stored, given) : undefined;
  }

  async #standing(): Promise<StoredGiven | undefined> {
    return (await this.#given.findOne({ _id: 'given' })) ?? undefined;
  }
}
