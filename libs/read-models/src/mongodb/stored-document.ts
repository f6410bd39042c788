import { BSON } from 'mongodb';
import type { Position } from '#event-store';
import { InvalidDocument, type DocumentChange, type Scalar, type StoredDocument } from '../port/index.js';
import { decodeName, encodeName } from './field-names.js';

/** A list begins with a null: it is sorted with the documents that lack the field, and told from a single value. */
type StoredField = Scalar | readonly [null, ...Scalar[]];

/** What carries a position that only grows, under an id. */
export interface Positioned {
  readonly _id: string;
  readonly position: Position;
  /** The highest fencing token that it was claimed or written under. */
  readonly token?: bigint;
}

/**
 * A document as MongoDB has it. Values and lists of values at the top of the body are fields, which indexes can be
 * made on at any time. The rest of the body is JSON: so it comes back exactly, whatever its keys and however deep.
 */
export interface Stored extends Positioned {
  readonly fields: Readonly<Record<string, StoredField>>;
  readonly rest?: string;
}

/** Bytes; MongoDB takes 16 MiB, and the command that saves a document needs some of them. */
const LARGEST = 16 * 1024 * 1024 - 16 * 1024;

const LONE_SURROGATE = /\p{Surrogate}/u;

/** @throws InvalidDocument */
export function toStored({ collection, id, position, body }: DocumentChange): Stored {
  if (LONE_SURROGATE.test(id)) throw new InvalidDocument(collection, id, 'its id is not well-formed Unicode');
  const fields: [string, StoredField][] = [];
  const rest: [string, unknown][] = [];
  for (const [name, value] of Object.entries(body)) {
    const field = LONE_SURROGATE.test(name) ? undefined : toField(value);
    if (field !== undefined) fields.push([encodeName(name), field]);
    if (field === undefined || isMixed(value)) rest.push([name, value]);
  }
  const stored = {
    _id: id,
    position,
    fields: Object.fromEntries(fields),
    ...(rest.length > 0 && { rest: serialise(collection, id, Object.fromEntries(rest)) }),
  };
  const size = BSON.calculateObjectSize(stored);
  if (size > LARGEST)
    throw new InvalidDocument(collection, id, `it has ${size} bytes, the most is ${LARGEST}`);
  return stored;
}

export function fromStored<Body extends object>(stored: Stored): StoredDocument<Body> {
  const fields = Object.fromEntries(
    Object.entries(stored.fields).map(([name, value]) => [decodeName(name), fromField(value)]),
  );
  const body = stored.rest === undefined ? fields : { ...fields, ...(JSON.parse(stored.rest) as object) };
  return { id: stored._id, position: stored.position, body: body as Body };
}

function toField(value: unknown): StoredField | undefined {
  if (Array.isArray(value)) return [null, ...value.filter(isScalar).map(plain)];
  return isScalar(value) ? plain(value) : undefined;
}

function fromField(value: StoredField): Scalar | readonly (Scalar | null)[] {
  return Array.isArray(value) ? value.slice(1) : value;
}

/** A list that holds more than what can be asked for: it is found by its values, and kept whole beside them. */
function isMixed(value: unknown): boolean {
  return Array.isArray(value) && !value.every(isScalar);
}

/** What JSON and BSON both keep as it is. */
function isScalar(value: unknown): value is Scalar {
  switch (typeof value) {
    case 'string':
      return !LONE_SURROGATE.test(value);
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === 'boolean';
  }
}

/** JSON has no negative zero. */
const plain = (value: Scalar): Scalar => (value === 0 ? 0 : value);

function serialise(collection: string, id: string, body: object): string {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    throw new InvalidDocument(collection, id, 'its body is not plain JSON', { cause });
  }
}
