import type { Collection, Db } from 'mongodb';
import { isDuplicateKey } from '#mongodb';
import { notAbove, refuseHigher } from './claiming.js';
import type { Positioned } from './stored-document.js';

/**
 * Saves what is newer than what is stored under its id, without a transaction: what is there is replaced only where
 * its position lies below and its token not above, and what is not there can be inserted once, so that late and
 * repeated writes change nothing. What another process writes at the same time is looked at again.
 *
 * @returns whether anything was to be inserted
 * @throws FencedOff when something that would be replaced carries a higher token
 */
export async function saveNewer(
  database: Db,
  name: string,
  changes: readonly Positioned[],
  token?: bigint,
): Promise<boolean> {
  const collection = database.collection<Positioned>(name);
  const newest = newestOf(changes).map((change) => (token === undefined ? change : { ...change, token }));
  for (let inserted = false; ;) {
    const stored = await storedOf(collection, newest);
    const missing = newest.filter(({ _id }) => !stored.has(_id));
    const newer = newest.filter(({ _id, position }) => (stored.get(_id)?.position ?? position) < position);
    if (missing.length + newer.length === 0) return inserted;
    if (token !== undefined) for (const { _id } of newer) refuseHigher(stored.get(_id) ?? NONE, token);
    inserted ||= missing.length > 0;
    try {
      const writes = [...missing.map(insertion), ...newer.map(replacement)];
      const { matchedCount } = await collection.bulkWrite(writes, { ordered: false });
      if (matchedCount === newer.length) return inserted;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
}

const NONE: Positioned = { _id: '', position: 0n };

/** Of several changes of one document the last would stand. */
function newestOf(changes: readonly Positioned[]): readonly Positioned[] {
  const newest = new Map<string, Positioned>();
  for (const change of changes) {
    if ((newest.get(change._id)?.position ?? -1n) < change.position) newest.set(change._id, change);
  }
  return [...newest.values()];
}

async function storedOf(
  collection: Collection<Positioned>,
  changes: readonly Positioned[],
): Promise<ReadonlyMap<string, Positioned>> {
  const filter = { _id: { $in: changes.map(({ _id }) => _id) } };
  const options = { projection: { position: 1, token: 1 }, batchSize: changes.length + 1 };
  const found = await collection.find(filter, options).toArray();
  return new Map(found.map((document) => [document._id, document]));
}

const insertion = (document: Positioned) => ({ insertOne: { document } });

const replacement = ({ _id, ...rest }: Positioned) => ({
  replaceOne: {
    filter: {
      _id,
      position: { $lt: rest.position },
      ...(rest.token !== undefined && { token: notAbove(rest.token) }),
    },
    replacement: rest,
  },
});
