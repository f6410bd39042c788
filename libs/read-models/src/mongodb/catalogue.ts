import { randomBytes } from 'node:crypto';
import type { Collection } from 'mongodb';
import { isDuplicateKey, type MongoConnection } from '#mongodb';
import { type CollectionSpec, noIndex, UnknownCollection } from '../port/index.js';
import { pathOf } from './field-names.js';
import type { Stored } from './stored-document.js';

/** A collection of the port. */
export interface Entry {
  /** Its name, whatever that is. */
  readonly _id: string;
  /** MongoDB's collection that holds its documents. A collection that is made again gets another one. */
  readonly stored: string;
  /** The fields that have an index. */
  readonly indexes: readonly string[];
}

const PREFIX = 'documents.';
const LONGEST = 80;

/**
 * Which collections there are. MongoDB would answer a query on a collection that does not exist with nothing, and
 * make one on the first write; so this is a collection of its own, which tells what exists.
 *
 * Entries are remembered. One that was dropped meanwhile is noticed by `confirm`: to be asked after a read that found
 * nothing and a write that has inserted.
 */
export class Catalogue {
  readonly #known = new Map<string, Entry>();

  constructor(private readonly connection: MongoConnection) {}

  async names(): Promise<readonly string[]> {
    return (await this.#entries.find().toArray()).map(({ _id }) => _id);
  }

  documents({ stored }: Entry): Collection<Stored> {
    return this.connection.database.collection(stored);
  }

  /** @throws UnknownCollection */
  async get(name: string): Promise<Entry> {
    return this.#known.get(name) ?? this.#read(name);
  }

  /** @throws UnknownCollection, InvalidQuery when a field has no index */
  async indexed(name: string, fields: readonly string[]): Promise<Entry> {
    const known = await this.get(name);
    if (lacking(known, fields).length === 0) return known;
    const entry = await this.#read(name);
    const [field] = lacking(entry, fields);
    if (field === undefined) return entry;
    throw noIndex(name, field);
  }

  /** @throws UnknownCollection when it was dropped since the entry was read */
  async confirm(entry: Entry): Promise<void> {
    const { stored } = await this.#read(entry._id);
    if (stored !== entry.stored) throw new UnknownCollection(entry._id);
  }

  /** The entry comes before what it tells of, so that whatever has none can be swept away. */
  async ensure({ name, indexes }: CollectionSpec): Promise<void> {
    const entry = (await this.#entries.findOne({ _id: name })) ?? (await this.#make(name));
    const missing = lacking(entry, indexes);
    if (missing.length === 0) return;
    await this.documents(entry).createIndexes(
      missing.map((field) => ({ name: `by ${pathOf(field)}`, key: { [pathOf(field)]: 1, _id: 1 } })),
    );
    const { matchedCount } = await this.#entries.updateOne(
      { _id: name, stored: entry.stored },
      { $addToSet: { indexes: { $each: [...missing] } } },
    );
    if (matchedCount === 0) throw new UnknownCollection(name);
  }

  /** What a crash, or a write that came too late, leaves behind goes with the next collection that is dropped. */
  async drop(name: string): Promise<void> {
    await this.#entries.deleteOne({ _id: name });
    this.#known.delete(name);
    const { database } = this.connection;
    const there = await database.listCollections({}, { nameOnly: true }).toArray();
    const kept = new Set((await this.#entries.find().toArray()).map(({ stored }) => stored));
    for (const { name: stored } of there) {
      if (stored.startsWith(PREFIX) && !kept.has(stored)) await database.dropCollection(stored);
    }
  }

  get #entries(): Collection<Entry> {
    return this.connection.database.collection('catalogue');
  }

  async #read(name: string): Promise<Entry> {
    const entry = await this.#entries.findOne({ _id: name });
    if (entry) {
      this.#known.set(name, entry);
      return entry;
    }
    this.#known.delete(name);
    throw new UnknownCollection(name);
  }

  /** If several race, exactly one of them makes it. */
  async #make(name: string): Promise<Entry> {
    const readable = name.replaceAll(/[^\w-]/g, '_').slice(0, LONGEST);
    const stored = `${PREFIX}${readable}.${randomBytes(6).toString('hex')}`;
    try {
      await this.#entries.insertOne({ _id: name, stored, indexes: [] });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    return this.#read(name);
  }
}

function lacking({ indexes }: Entry, fields: readonly string[]): readonly string[] {
  return [...new Set(fields)].filter((field) => !indexes.includes(field));
}
