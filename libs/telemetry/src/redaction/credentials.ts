/** A member of a JSON object, whatever its value holds. */
const MEMBER =
  /("(?:proxy-)?(?:authorization|cookie|set-cookie|x-api-key|password)"\s*:\s*")(?:[^"\\]|\\.)*/gi;
/** The same in text, or in JSON within JSON. */
const HEADER = /(authorization)(?:\\["']|')?\s*[:=]\s*(?:\\["']|')?[^"\\]+/gi;
const SCHEME = /(bearer|basic)(\s+)[^\s"\\,]{8,}/gi;
const API_KEY = /ss_[\da-f]{12}_[\w-]{43,}/gi;
/** A key that was cut off or mistyped. */
const LIKE_API_KEY = /(?:(?<![0-9A-Za-z])|(?<=\\[bfnrt]))ss_[\w-]{6,}/gi;
const SEALED = /sealed\.\d+\.[\w-]+\.[\w-]+/g;

/** Removes what opens something: headers, keys, and sealed values, which need not be in a log either. */
export function removeCredentials(line: string): string {
  return line
    .replace(MEMBER, '$1[redacted]')
    .replace(HEADER, '$1: [redacted]')
    .replace(SCHEME, '$1$2[redacted]')
    .replace(API_KEY, '[api key]')
    .replace(LIKE_API_KEY, '[api key]')
    .replace(SEALED, '[sealed]');
}
