import type { SqlValue } from '#sqlite';
import { type Condition, emptyRange, noIndex, type DocumentQuery, type Scalar } from '../port/index.js';
import { documentsTable, listTable, type Collection, type Field } from './catalogue.js';
import { encode } from './values.js';

/** An SQL condition and what stands for its question marks. */
export interface Sql {
  readonly text: string;
  readonly parameters: readonly SqlValue[];
}

export function allOf(...conditions: readonly Sql[]): Sql {
  return {
    text: conditions.map(({ text }) => text).join(' AND ') || 'true',
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

/** @throws InvalidQuery */
export function conditionsOf(collection: Collection, where: DocumentQuery['where'] = {}): Sql {
  return allOf(
    ...Object.entries(where).map(([name, condition]) =>
      matches(collection, fieldOf(collection, name), condition),
    ),
  );
}

/** @throws InvalidQuery when the collection has no index of this name */
export function fieldOf(collection: Collection, name: string): Field {
  const field = collection.fields.find((known) => known.name === name);
  if (field) return field;
  throw noIndex(collection.name, name);
}

function matches(collection: Collection, field: Field, condition: Condition): Sql {
  const scalar = test(`f${field.number}`, condition);
  if (!field.lists) return scalar;
  const listed = test('value', condition);
  const list = `SELECT id FROM ${listTable(collection.number, field.number)} WHERE ${listed.text}`;
  const single = `SELECT id FROM ${documentsTable(collection.number)} WHERE ${scalar.text}`;
  return {
    text: `id IN (${list} UNION ALL ${single})`,
    parameters: [...listed.parameters, ...scalar.parameters],
  };
}

function test(column: string, condition: Condition): Sql {
  if (typeof condition !== 'object') return compare(column, '=', condition);
  if ('in' in condition) {
    const places = condition.in.map(() => '?').join();
    return { text: `${column} IN (${places})`, parameters: condition.in.map(encode) };
  }
  const { above, from, below, to } = condition;
  const bounds = [
    ...lower(column, '>', above),
    ...lower(column, '>=', from),
    ...upper(column, '<', below),
    ...upper(column, '<=', to),
  ];
  if (bounds.length > 0) return allOf(...bounds);
  throw emptyRange();
}

function compare(column: string, sign: string, value: Scalar): Sql {
  return { text: `${column} ${sign} ?`, parameters: [encode(value)] };
}

/** A range holds values of the type of its bound alone: SQLite orders numbers before texts before blobs (booleans). */
function lower(column: string, sign: string, bound: Scalar | undefined): readonly Sql[] {
  if (bound === undefined) return [];
  const end = { number: `''`, string: `x''`, boolean: undefined }[
    typeof bound as 'number' | 'string' | 'boolean'
  ];
  return [compare(column, sign, bound), ...(end ? [{ text: `${column} < ${end}`, parameters: [] }] : [])];
}

function upper(column: string, sign: string, bound: Scalar | undefined): readonly Sql[] {
  if (bound === undefined) return [];
  const start = { number: undefined, string: `''`, boolean: `x''` }[
    typeof bound as 'number' | 'string' | 'boolean'
  ];
  return [
    compare(column, sign, bound),
    ...(start ? [{ text: `${column} >= ${start}`, parameters: [] }] : []),
  ];
}
