import { InvalidArgument } from '../errors/errors.js';

/** Where a page ended: the last document's id, and its value of the field that the list is sorted by. */
export interface PageEnd {
  readonly id: string;
  readonly value?: string;
}

/** Opaque to clients, and safe in a URL. */
export function encodeCursor({ id, value }: PageEnd): string {
  return Buffer.from(JSON.stringify(value === undefined ? [id] : [id, value])).toString('base64url');
}

/** @throws InvalidArgument for what `encodeCursor` did not make */
export function decodeCursor(cursor: string): PageEnd {
  const [id, value] = parseArray(Buffer.from(cursor, 'base64url').toString());
  if (typeof id !== 'string' || (value !== undefined && typeof value !== 'string')) throw invalidCursor();
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
  return new InvalidArgument('cursor', 'must be one that this list gave; begin without one');
}
