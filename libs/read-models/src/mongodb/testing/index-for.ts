import { pathOf } from '../field-names.js';
import type { Stretch } from '../query.js';

/** What a stretch of a query's answer is read by. */
export interface Serving {
  /** The field whose index it is; `_id` without one. */
  readonly index: string;
  /** Whether it is read in the order of the index, so that nothing is to be sorted. */
  readonly isSorted: boolean;
}

/**
 * The index that serves the condition and the sort of a stretch, best the one that does both. Every index is of a
 * field and the id: values in their order, and those that are equal in the order of ids, which can be read both ways.
 *
 * @param indexes fields that have one
 * @returns nothing where the collection would be read as a whole, or a field of the query has no index
 */
export function indexFor({ filter, sort }: Stretch, indexes: readonly string[]): Serving | undefined {
  const conditions = conditionsOf(filter);
  const order = Object.keys(sort);
  const paths = new Map(indexes.map((field) => [pathOf(field), field]));
  const fields = [...conditions.keys(), ...order].filter((path) => path !== '_id');
  if (fields.some((path) => !paths.has(path))) return undefined;
  const candidates = [...paths, ['_id', '_id'] as const].flatMap(([path, index]) => {
    const isSorted = isOrderOf(path, order, conditions.get(path));
    return isSorted || conditions.has(path) ? [{ index, isSorted, isBounded: conditions.has(path) }] : [];
  });
  const rank = (one: (typeof candidates)[number]) => 2 * Number(one.isSorted) + Number(one.isBounded);
  const [best] = candidates.toSorted((one, other) => rank(other) - rank(one));
  return best && { index: best.index, isSorted: best.isSorted };
}

/** By the field and then by id, or, of one value of the field, by id. */
function isOrderOf(path: string, order: readonly string[], condition: unknown): boolean {
  const [first, ...rest] = order;
  if (first === '_id') return path === '_id' || isOneValue(condition);
  return first === path && rest.every((next) => next === '_id');
}

function isOneValue(condition: unknown): boolean {
  if (condition === null) return true;
  return typeof condition === 'object' && '$eq' in condition;
}

/** By path. */
function conditionsOf(filter: object): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [path, condition] of Object.entries(filter)) {
    if (!path.startsWith('$')) found.set(path, condition);
    else for (const part of condition as object[]) for (const one of conditionsOf(part)) found.set(...one);
  }
  return found;
}
