import { configure } from 'safe-stable-stringify';

const stringify = configure({ circularValue: TypeError });

/** The canonical JSON (RFC 8785) of plain values: the same text for the same content, whatever the order of its keys. */
export function canonicalJson(value: object): string {
  return stringify(value);
}
