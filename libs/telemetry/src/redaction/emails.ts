const MARK = '[e-mail]';
/** Longest part before the `@` that is looked at; RFC 5321 allows 64. */
const LONGEST = 128;
const NO_LOCAL_PART = /[\s"\\<>()[\],;:@]/;
const DOMAIN = /(?:[\p{L}\p{M}\p{N}-]{1,63}\.){1,8}[\p{L}\p{M}\p{N}-]{1,63}/uy;

/** Removes e-mail addresses from a line of JSON. A package version such as `nest@12.5.1` is not one. */
export function removeEmails(line: string): string {
  let at = line.indexOf('@');
  if (at < 0) return line;
  let kept = '';
  let from = 0;
  for (; at >= 0; at = line.indexOf('@', at + 1)) {
    const start = startOfLocalPart(line, at, from);
    const end = endOfDomain(line, at + 1);
    if (start === at || end === undefined) continue;
    kept += line.slice(from, start) + MARK;
    from = end;
  }
  return kept + line.slice(from);
}

function startOfLocalPart(line: string, at: number, from: number): number {
  if (line.startsWith('\\"', at - 2)) return startOfQuoted(line, at, from);
  let start = at;
  while (start > from && at - start < LONGEST && !NO_LOCAL_PART.test(line.charAt(start - 1))) start -= 1;
  start = behindEscape(line, start, at);
  return behindPath(line, start, at);
}

/** `"Ada Lovelace"@example.com`; the place of the `@` itself where no quotation ends there. */
function startOfQuoted(line: string, at: number, from: number): number {
  const start = line.lastIndexOf('\\"', at - 3);
  const isQuoted = start >= from && at - start <= LONGEST && !line.slice(start + 2, at - 2).includes('"');
  return isQuoted ? start : at;
}

/** The character behind a backslash belongs to it. */
function behindEscape(line: string, start: number, at: number): number {
  let backslashes = 0;
  while (line.charAt(start - 1 - backslashes) === '\\') backslashes += 1;
  if (backslashes % 2 === 0) return start;
  return Math.min(at, start + (line.charAt(start) === 'u' ? 5 : 1));
}

/** What may stand in an address may also stand in a URL, which the address then is the end of. */
function behindPath(line: string, start: number, at: number): number {
  if (line.charAt(start) !== '/') return start;
  const separator = Math.max(...['/', '?', '&', '='].map((character) => line.lastIndexOf(character, at - 1)));
  return separator + 1 < at ? Math.max(start, separator + 1) : start;
}

function endOfDomain(line: string, start: number): number | undefined {
  DOMAIN.lastIndex = start;
  const [domain = ''] = DOMAIN.exec(line) ?? [];
  return /\..*\p{L}/u.test(domain) ? start + domain.length : undefined;
}
