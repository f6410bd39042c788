import type { Filter, Sort } from 'mongodb';
import { checkPage, type Condition, emptyRange, type DocumentQuery, type Scalar } from '../port/index.js';
import { pathOf } from './field-names.js';
import type { Stored } from './stored-document.js';

/** Types of values, in the order in which MongoDB sorts them. */
const TYPES = ['number', 'string', 'bool'] as const;

/** Documents in the order of one index: a stretch of a query's answer. */
export interface Stretch {
  readonly filter: Filter<Stored>;
  readonly sort: Sort;
}

/** The fields that the query needs an index on. */
export function fieldsOf({ where = {}, sort }: Pick<DocumentQuery, 'where' | 'sort'>): readonly string[] {
  return [...Object.keys(where), ...(sort ? [sort.field] : [])];
}

/** @throws InvalidQuery */
export function filterOf(where: DocumentQuery['where'] = {}): Filter<Stored> {
  return all(Object.entries(where).map(([field, condition]) => matching(pathOf(field), condition)));
}

/**
 * The stretches that answer a query one after the other, so that each reads an index of (field, id) in its own
 * order: behind a value first the documents with the same value, then those with values beyond it, then those whose
 * values are of a type that sorts later; and at last the documents without the field.
 *
 * @throws InvalidQuery
 */
export function stretchesOf(query: DocumentQuery): readonly Stretch[] {
  checkPage(query);
  const { sort, after } = query;
  const where = filterOf(query.where);
  if (!sort) {
    return [{ filter: all([where, ...(after ? [{ _id: { $gt: after.id } }] : [])]), sort: { _id: 1 } }];
  }
  const path = pathOf(sort.field);
  const [beyond, order] = sort.direction === 'ascending' ? (['$gt', 1] as const) : (['$lt', -1] as const);
  const byValue = { [path]: order, _id: order };
  const having = (test: object): Stretch => ({
    filter: all([where, { [path]: { ...test, ...IS_SINGLE } }]),
    sort: byValue,
  });
  const lacking = { filter: all([where, { [path]: null }]), sort: { _id: order } } as const;
  if (!after) return [having({ $type: TYPES }), lacking];
  const behindId = { _id: { [beyond]: after.id } };
  const { value } = after;
  if (value === undefined) return [{ ...lacking, filter: all([lacking.filter, behindId]) }];
  const same = having({ $eq: value });
  const later = typesBeyond(value, order);
  return [
    { filter: all([same.filter, behindId]), sort: { _id: order } },
    having({ [beyond]: value }),
    ...(later.length > 0 ? [having({ $type: later })] : []),
    lacking,
  ];
}

/** Lists hold a null (see `Stored`). */
const IS_SINGLE = { $not: { $eq: null } };

function typesBeyond(value: Scalar, order: 1 | -1): readonly string[] {
  const own = TYPES.indexOf(
    { number: 'number', string: 'string', boolean: 'bool' }[typeof value as 'number'] as 'number',
  );
  return order === 1 ? TYPES.slice(own + 1) : TYPES.slice(0, own);
}

function matching(path: string, condition: Condition): Filter<Stored> {
  if (typeof condition !== 'object') return { [path]: { $eq: condition } };
  if ('in' in condition) return { [path]: { $in: condition.in } };
  const { above, from, below, to } = condition;
  const bounds = Object.entries({ $gt: above, $gte: from, $lt: below, $lte: to }).filter(
    ([, bound]) => bound !== undefined,
  );
  if (bounds.length === 0) {
    throw emptyRange();
  }
  const range = Object.fromEntries(bounds);
  if (bounds.length === 1) return { [path]: range };
  // Of a list one and the same value must lie within all bounds; MongoDB would take a value for each.
  return { $or: [{ [path]: { ...range, ...IS_SINGLE } }, { [path]: { $elemMatch: range } }] };
}

function all(filters: readonly Filter<Stored>[]): Filter<Stored> {
  const wanted = filters.filter((filter) => Object.keys(filter).length > 0);
  if (wanted.length > 1) return { $and: wanted };
  return wanted[0] ?? {};
}
