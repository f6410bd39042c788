import type { Collection } from 'mongodb';
import { isDuplicateKey, type MongoConnection } from '#mongodb';

interface StoredDestructions {
  readonly _id: 'destructions';
  /** Grows with every destroyed key. */
  readonly count?: number;
  /** Keys that are being destroyed, or whose destruction was cut off. */
  readonly pending?: readonly string[];
}

const ONLY = { _id: 'destructions' } as const;

/**
 * Counts destroyed keys, in a document apart from the keys. That a key is being destroyed is written down first: from
 * then on no count is answered twice, so that no cache is trusted, until the key is gone and the count has grown.
 */
export class Destructions {
  /** Answers given while something was pending. */
  #answers = 0;

  constructor(private readonly connection: MongoConnection) {}

  /** Runs the destruction of a key. When it is cut off, `finish` makes good what is missing. */
  async around<Result>(keyId: string, destroy: () => Promise<Result>): Promise<Result> {
    await this.#begin(keyId);
    const result = await destroy();
    await this.finish(keyId);
    return result;
  }

  /** To be called for a key that is gone: counts it unless it was counted. */
  async finish(keyId: string): Promise<void> {
    await this.#stored.updateOne(
      { ...ONLY, pending: keyId },
      { $pull: { pending: keyId }, $inc: { count: 1 } },
    );
  }

  async count(): Promise<number> {
    const { count = 0, pending = [] } = (await this.#stored.findOne(ONLY)) ?? {};
    if (pending.length === 0) return count;
    this.#answers += 1;
    return -this.#answers;
  }

  get #stored(): Collection<StoredDestructions> {
    return this.connection.database.collection('destructions');
  }

  async #begin(keyId: string): Promise<void> {
    try {
      await this.#stored.updateOne(ONLY, { $addToSet: { pending: keyId } }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      await this.#begin(keyId);
    }
  }
}
