import { InvalidArgument } from '../errors.js';

/** Where a page ended: the last document's id, and its value of the field that the list is sorted by. */
export interface PageEnd {
  readonly id: string;
  readonly value?: string;
}

/**
 * Opaque to clients, and safe in a URL.
 *
 * @param order what the list is sorted by
 */
export function encodeCursor({ id, value }: PageEnd, order: string): string {
  const parts = value === undefined ? [order, id] : [order, id, value];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws InvalidArgument for what `encodeCursor` did not make of a list in this order */
export function decodeCursor(cursor: string, order: string): PageEnd {
  const [itsOrder, id, value] = parseArray(Buffer.from(cursor, 'base64url').toString());
  const isValue = value === undefined || typeof value === 'string';
  if (itsOrder !== order || typeof id !== 'string' || !isValue) throw invalidCursor();
  return { id, ...(value !== undefined && { value }) };
}

function parseArray(text: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // Not JSON is not a cursor either.
  }
  throw invalidCursor();
}

function invalidCursor(): InvalidArgument {
  return new InvalidArgument(
    'cursor',
    'must be one that this list returned in this order; start without one',
  );
}
