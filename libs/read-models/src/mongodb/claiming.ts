import type { Collection } from 'mongodb';
import { isDuplicateKey } from '#mongodb';
import type { Position } from '#event-store';
import { FencedOff } from '../port/index.js';
import type { Positioned } from './stored-document.js';

/** Position of what is not there yet, but claimed: nothing can be inserted in its place under a lower token. */
const NOWHERE: Position = -1n;

export const isThere = ({ position }: Positioned): boolean => position !== NOWHERE;

/** The documents of these ids, with those that are claimed and not there. */
export async function find<Document extends Positioned>(
  collection: Collection<Document>,
  ids: readonly string[],
): Promise<readonly Document[]> {
  // The driver's types of filters do not see through a type parameter.
  const documents = collection as unknown as Collection<Positioned>;
  const found = await documents.find({ _id: { $in: ids } }, { batchSize: ids.length + 1 }).toArray();
  return found as Document[];
}

/**
 * Marks documents with a token, those that are not there as well, and answers them as they are from then on: writes
 * under a lower token are refused. Most carry the token already, and are only read.
 *
 * @throws FencedOff when one carries a higher token
 */
export async function claim<Document extends Positioned>(
  collection: Collection<Document>,
  ids: readonly string[],
  token: bigint,
): Promise<readonly Document[]> {
  // As in `find`.
  const documents = collection as unknown as Collection<Positioned>;
  for (;;) {
    const found = await find(collection, ids);
    for (const document of found) refuseHigher(document, token);
    const unmarked = found.filter((document) => document.token !== token).map(({ _id }) => _id);
    const known = new Set(found.map(({ _id }) => _id));
    const missing = [...new Set(ids)].filter((id) => !known.has(id));
    if (unmarked.length + missing.length === 0) return found.filter(isThere);
    if (unmarked.length > 0) {
      await documents.updateMany({ _id: { $in: unmarked }, token: notAbove(token) }, { $set: { token } });
    }
    if (missing.length > 0) await insert(documents, missing, token);
  }
}

/** @throws FencedOff */
export function refuseHigher({ _id, token = 0n }: Positioned, own: bigint): void {
  if (token > own) throw new FencedOff(_id, own);
}

/** Matches what carries no token, or none above this one. */
export const notAbove = (token: bigint) => ({ $not: { $gt: token } });

async function insert(
  documents: Collection<Positioned>,
  ids: readonly string[],
  token: bigint,
): Promise<void> {
  const claimed = ids.map((_id) => ({ _id, position: NOWHERE, token, fields: {} }));
  try {
    await documents.insertMany(claimed, { ordered: false });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
