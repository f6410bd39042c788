import type { StoredDocument } from '#read-models';
import { encodeCursor } from './cursor.js';
import type { Page } from './views.js';

/**
 * Cuts a page out of what was found. To know whether there is more, one document more than the limit is read.
 *
 * @param order what the list is sorted by
 * @param sortValue that of a document, where it is not the id alone
 */
export function pageOf<Body extends object, Item>(
  found: readonly StoredDocument<Body>[],
  limit: number,
  items: readonly Item[],
  order: string,
  sortValue: (body: Body) => string | undefined = () => undefined,
): Page<Item> {
  const last = found[limit - 1];
  if (found.length <= limit || !last) return { items, nextCursor: null };
  const value = sortValue(last.body);
  return { items, nextCursor: encodeCursor({ id: last.id, ...(value !== undefined && { value }) }, order) };
}
