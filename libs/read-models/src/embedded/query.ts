import { limitParameter } from '#sqlite';
import { checkPage, type DocumentQuery } from '../port/index.js';
import { documentsTable, type Collection } from './catalogue.js';
import { allOf, conditionsOf, fieldOf, type Sql } from './conditions.js';
import { encode, encodeText } from './values.js';

/** Documents of one collection in the order of one index: a stretch of a query's answer. */
export interface Stretch {
  readonly table: string;
  readonly condition: Sql;
  readonly order: string;
}

/** The documents of a stretch; takes LIMIT and OFFSET as two more parameters. */
export function pageOf({ table, condition, order }: Stretch): Sql {
  const text = `SELECT id, position, body FROM ${table} WHERE ${condition.text}
    ORDER BY ${order} ${limitParameter()} OFFSET ? + 0`;
  return { text, parameters: condition.parameters };
}

export function countOf({ table, condition }: Pick<Stretch, 'table' | 'condition'>): Sql {
  return { text: `SELECT count(*) FROM ${table} WHERE ${condition.text}`, parameters: condition.parameters };
}

/** @throws InvalidQuery */
export function matching(
  collection: Collection,
  where: DocumentQuery['where'],
): Pick<Stretch, 'table' | 'condition'> {
  return { table: documentsTable(collection.number), condition: conditionsOf(collection, where) };
}

/**
 * The stretches that answer a query one after the other: documents that have the sort field, then those without
 * it, so that each reads an index of (field, id) in its own order.
 *
 * @throws InvalidQuery
 */
export function stretchesOf(collection: Collection, query: DocumentQuery): readonly Stretch[] {
  checkPage(query);
  const { table, condition } = matching(collection, query.where);
  const { sort, after } = query;
  const id = after && encodeText(after.id);
  const behindId = (sign: string): readonly Sql[] =>
    id === undefined ? [] : [{ text: `id ${sign} ?`, parameters: [id] }];
  if (!sort) return [{ table, condition: allOf(condition, ...behindId('>')), order: 'id' }];

  const column = `f${fieldOf(collection, sort.field).number}`;
  const [sign, direction] = sort.direction === 'ascending' ? ['>', 'ASC'] : ['<', 'DESC'];
  const value = encode(after?.value);
  const hasField = { text: `${column} IS NOT NULL`, parameters: [] };
  const lacksField = { text: `${column} IS NULL`, parameters: [] };
  const order = `id ${direction}`;
  if (id !== undefined && value === null) {
    return [{ table, condition: allOf(condition, lacksField, ...behindId(sign)), order }];
  }
  const behind =
    id === undefined ? [] : [{ text: `(${column}, id) ${sign} (?, ?)`, parameters: [value, id] }];
  return [
    { table, condition: allOf(condition, hasField, ...behind), order: `${column} ${direction}, ${order}` },
    { table, condition: allOf(condition, lacksField), order },
  ];
}
