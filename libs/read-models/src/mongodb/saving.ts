import type { Collection, Db } from 'mongodb';
import { isDuplicateKey } from '#mongodb';
import type { Position } from '#event-store';
import type { Positioned } from './stored-document.js';

/**
 * Saves what is newer than what is stored under its id, without a transaction: what is there is replaced only where
 * its position lies below, and what is not there can be inserted once, so that late and repeated writes change
 * nothing. Where another process inserts the same at the same time, it is looked at again.
 *
 * @returns whether anything was to be inserted
 */
export async function saveNewer(
  database: Db,
  name: string,
  changes: readonly Positioned[],
): Promise<boolean> {
  const collection = database.collection<Positioned>(name);
  const newest = newestOf(changes);
  for (let inserted = false; ;) {
    const stored = await positions(collection, newest);
    const missing = newest.filter(({ _id }) => !stored.has(_id));
    const newer = newest.filter(({ _id, position }) => (stored.get(_id) ?? position) < position);
    if (missing.length + newer.length === 0) return inserted;
    inserted ||= missing.length > 0;
    try {
      await collection.bulkWrite([...missing.map(insertion), ...newer.map(replacement)], { ordered: false });
      return inserted;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
}

/** Of several changes of one document the last would stand. */
function newestOf(changes: readonly Positioned[]): readonly Positioned[] {
  const newest = new Map<string, Positioned>();
  for (const change of changes) {
    if ((newest.get(change._id)?.position ?? -1n) < change.position) newest.set(change._id, change);
  }
  return [...newest.values()];
}

async function positions(
  collection: Collection<Positioned>,
  changes: readonly Positioned[],
): Promise<ReadonlyMap<string, Position>> {
  const filter = { _id: { $in: changes.map(({ _id }) => _id) } };
  const options = { projection: { position: 1 }, batchSize: changes.length + 1 };
  const found = await collection.find(filter, options).toArray();
  return new Map(found.map(({ _id, position }) => [_id, position]));
}

const insertion = (document: Positioned) => ({ insertOne: { document } });

const replacement = ({ _id, ...rest }: Positioned) => ({
  replaceOne: { filter: { _id, position: { $lt: rest.position } }, replacement: rest },
});
