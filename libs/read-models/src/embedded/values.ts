import type { SqlValue } from '#sqlite';

const CONTROL = /[\u0000\u0001]/;

/**
 * Text as it is stored: SQLite ends a text at its first NUL, so NUL is written as 01 01, and 01 as 01 02. Equality
 * and order stay what they were.
 */
export function encodeText(text: string): string {
  return CONTROL.test(text)
    ? text.replaceAll('\u0001', '\u0001\u0002').replaceAll('\u0000', '\u0001\u0001')
    : text;
}

export function decodeText(stored: string): string {
  return CONTROL.test(stored)
    ? stored.replaceAll('\u0001\u0001', '\u0000').replaceAll('\u0001\u0002', '\u0001')
    : stored;
}

const FALSE = new Uint8Array([0]);
const TRUE = new Uint8Array([1]);

/**
 * A value as index columns hold it, NULL for what no query can name. SQLite orders numbers before texts before
 * blobs, so booleans are blobs: apart from 0 and 1, and in one order with the rest.
 */
export function encode(value: unknown): SqlValue {
  switch (typeof value) {
    case 'string':
      return encodeText(value);
    case 'number':
      return value;
    case 'boolean':
      return value ? TRUE : FALSE;
    default:
      return null;
  }
}

/** Whether a column already holds the value. */
export function holds(column: SqlValue | undefined, value: SqlValue): boolean {
  if (column === value) return true;
  if (typeof column === 'bigint') return typeof value === 'number' && Number(column) === value;
  return column instanceof Uint8Array && value instanceof Uint8Array && column[0] === value[0];
}
