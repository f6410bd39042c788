import { cutOut, type Span } from './spans.js';

/** Escapes of quotes and backslashes may be part of a password, other escapes and spaces end it. */
const WEB_AUTHORITY = /(?:[^\s"\\/?#]|\\["\\])*/y;
const ANY_AUTHORITY = /(?:[^\s"\\]|\\["\\])*/y;

/**
 * Removes user and password from URLs in a line of JSON. In those of the web they end where the path begins;
 * elsewhere the last `@` counts, because passwords with an unencoded `/` or `@` are seen.
 */
export function removeUserInfo(line: string): string {
  const spans: Span[] = [];
  let mark = line.indexOf('://');
  while (mark >= 0) {
    const start = mark + 3;
    const isWeb = /https?$/i.test(line.slice(Math.max(0, mark - 5), mark));
    const authority = match(isWeb ? WEB_AUTHORITY : ANY_AUTHORITY, line, start);
    const at = authority.lastIndexOf('@');
    if (at >= 0) spans.push([start, start + at]);
    mark = line.indexOf('://', isWeb ? start : start + authority.length);
  }
  return cutOut(line, spans, '[redacted]');
}

function match(part: RegExp, text: string, start: number): string {
  part.lastIndex = start;
  return part.exec(text)?.[0] ?? '';
}
