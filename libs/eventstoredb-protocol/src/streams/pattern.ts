import { RE2JS, RE2JSException } from 're2js';
import { invalidArgument } from '../rpc/errors.js';

/** Longest pattern that is looked at, in characters. */
const LONGEST_PATTERN = 1_000;
/** How a pattern begins that passes whatever does not begin like that: the client of Python makes them so. */
const EXCLUSION = '(?!';
/** What groups and divides a pattern, captured; escaped characters and classes are passed over. */
const STRUCTURE = /\\[^]|\[\^?\]?(?:\\[^]|[^\]\\])*\]|([(|)])/g;

type Matcher = (text: string) => boolean;

/**
 * Whether a text has a match of a pattern. Patterns run on RE2, whose time does not explode on any text; it knows no
 * look-around and no back-references. Only what a pattern excludes at its beginning, `^(?!…)`, is served beside it.
 *
 * @throws RpcError INVALID_ARGUMENT when the pattern is not served
 */
export function patternMatcher(pattern: string): Matcher {
  if (pattern.length > LONGEST_PATTERN) throw invalidArgument('The regular expression is too long.');
  const exclusions: string[] = [];
  let at = 1;
  while (pattern.startsWith('^') && pattern.startsWith(EXCLUSION, at)) {
    const end = endOfGroup(pattern, at);
    if (end === undefined) break;
    exclusions.push(pattern.slice(at + EXCLUSION.length, end));
    at = end + 1;
  }
  const rest = pattern.slice(at);
  if (exclusions.length === 0 || rest.startsWith(EXCLUSION) || isDivided(rest)) return found(pattern);
  const excluded = exclusions.map(begins);
  const wanted = begins(rest);
  return (text) => wanted(text) && !excluded.some((isExcluded) => isExcluded(text));
}

function found(pattern: string): Matcher {
  const compiled = compile(pattern);
  return (text) => compiled.matcher(text).find();
}

function begins(pattern: string): Matcher {
  const compiled = compile(pattern);
  return (text) => compiled.matcher(text).lookingAt();
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw invalidArgument(`The regular expression is not supported: ${error.message}.`);
  }
}

/** Where the group that begins at a place is closed. */
function endOfGroup(pattern: string, start: number): number | undefined {
  let depth = 0;
  for (const [at, sign] of structureOf(pattern, start)) {
    if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

/** Whether a pattern has alternatives outside all groups. */
function isDivided(pattern: string): boolean {
  let depth = 0;
  for (const [, sign] of structureOf(pattern, 0)) {
    if (sign === '|' && depth === 0) return true;
    if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
  }
  return false;
}

function* structureOf(pattern: string, start: number): Iterable<readonly [at: number, sign: string]> {
  const tokens = new RegExp(STRUCTURE);
  tokens.lastIndex = start;
  for (let token = tokens.exec(pattern); token; token = tokens.exec(pattern)) {
    if (token[1] !== undefined) yield [token.index, token[1]];
  }
}
